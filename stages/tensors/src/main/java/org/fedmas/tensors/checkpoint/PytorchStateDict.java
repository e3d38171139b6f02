package org.fedmas.tensors.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;

/**
 * A writer of model states in the format of {@code torch.save(model.state_dict(), file)}: a ZIP
 * archive with an {@code OrderedDict} of tensors on the CPU. Equal states in equal order give equal
 * bytes. PyTorch 1.6 and later load the file, with {@code weights_only=True} too.
 */
public final class PytorchStateDict {

  private static final String FOLDER = "archive/";

  /** The version of the archive format since PyTorch 1.6. */
  private static final String VERSION = "3\n";

  private PytorchStateDict() {}

  /** Creates or replaces the file. */
  public static void write(Path file, ModelState state) throws IOException {
    write(file, state, pickle(state));
  }

  /**
   * Creates or replaces the file of a training checkpoint, with the tensors under {@code
   * state_dict} and an empty {@code optimizer}.
   *
   * @param texts further entries, by name
   */
  public static void writeTraining(
      Path file, ModelState state, long epoch, Map<String, String> texts) throws IOException {
    PickleWriter pickle = new PickleWriter().emptyOrderedDict().mark();
    pickle.text("epoch").whole(epoch);
    texts.forEach((name, text) -> pickle.text(name).text(text));
    items(pickle.text("state_dict"), state);
    pickle.text("optimizer").emptyOrderedDict();
    write(file, state, pickle.setItems().stop());
  }

  private static void write(Path file, ModelState state, byte[] pickle) throws IOException {
    try (AlignedArchive archive = new AlignedArchive(file)) {
      archive.add(FOLDER + "data.pkl", pickle);
      archive.add(FOLDER + "byteorder", ascii("little"));
      int key = 0;
      for (StoredTensor tensor : state.tensors().values()) {
        archive.add(FOLDER + "data/" + key++, tensor.data());
      }
      archive.add(FOLDER + "version", ascii(VERSION));
    }
  }

  private static byte[] pickle(ModelState state) {
    PickleWriter pickle = new PickleWriter();
    items(pickle, state);
    return pickle.stop();
  }

  private static void items(PickleWriter pickle, ModelState state) {
    pickle.emptyOrderedDict().mark();
    int key = 0;
    for (Map.Entry<String, StoredTensor> entry : state.tensors().entrySet()) {
      tensor(pickle.text(entry.getKey()), Integer.toString(key++), entry.getValue());
    }
    pickle.setItems();
  }

  /** Writes {@code _rebuild_tensor_v2(storage, offset, shape, strides, requires_grad, hooks)}. */
  private static void tensor(PickleWriter pickle, String key, StoredTensor tensor) {
    pickle.global("torch._utils", "_rebuild_tensor_v2").mark();
    pickle.mark().text("storage").global("torch", Global.storageClass(tensor.type()));
    pickle.text(key).text("cpu").whole(tensor.size()).tuple().persistent();
    pickle.whole(0).wholes(tensor.shape()).wholes(strides(tensor.shape()));
    pickle.no().emptyOrderedDict().tuple().call();
  }

  /** Returns a row-major tensor's strides in elements; an empty dimension counts as one. */
  private static long[] strides(long[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      strides[d] = stride;
      stride *= Math.max(1, shape[d]);
    }
    return strides;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
