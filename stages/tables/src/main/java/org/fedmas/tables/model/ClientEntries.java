package org.fedmas.tables.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The entries of a model that stay with a client, stored beside the model that the client sends.
 * The start model of a run is stored in the same two parts.
 */
public final class ClientEntries {

  /** The prefix of entries of batch normalisation that are not shared. */
  public static final String NORMALISATION = "normalisation/";

  /** The prefix of the personal head. */
  public static final String PERSONAL = "personal/";

  private ClientEntries() {}

  /** Returns the whole model of an artifact that holds both parts. */
  public static ModelState model(Path artifact) throws IOException {
    return model(artifact, artifact);
  }

  /**
   * Returns a received model completed by the entries of batch normalisation that a client keeps.
   *
   * @param received the artifact of the received model
   * @param keeper the artifact with the client's entries: its last update, or the start model
   */
  public static ModelState model(Path received, Path keeper) throws IOException {
    ModelState shared = Safetensors.read(received.resolve(ModelFiles.MODEL));
    ModelState own = read(keeper, NORMALISATION);
    if (own.names().isEmpty()) {
      return shared;
    }
    Map<String, StoredTensor> model = new LinkedHashMap<>(shared.tensors());
    model.putAll(own.tensors());
    return new ModelState(model);
  }

  /**
   * Returns the model of a client's personal predictions: the completed model, whose classifier
   * {@code fc} computes the sum of the generic and the personal logits.
   *
   * @param keeper the client's last update; without a personal head, the completed model stays
   */
  public static ModelState personalModel(Path received, Path keeper) throws IOException {
    ModelState model = model(received, keeper);
    ModelState head = read(keeper, PERSONAL);
    if (head.names().isEmpty()) {
      return model;
    }
    Map<String, StoredTensor> sum = new LinkedHashMap<>(model.tensors());
    head.tensors().forEach((name, own) -> sum.put(name, sum(model.tensor(name), own)));
    return new ModelState(sum);
  }

  private static ModelState read(Path artifact, String prefix) throws IOException {
    Path file = artifact.resolve(ModelFiles.CLIENT);
    if (!Files.exists(file)) {
      return ModelState.EMPTY;
    }
    try (SafetensorsFile open = SafetensorsFile.open(file)) {
      Map<String, StoredTensor> entries = new LinkedHashMap<>();
      for (String name : open.names()) {
        if (name.startsWith(prefix)) {
          entries.put(name.substring(prefix.length()), open.tensor(name));
        }
      }
      return new ModelState(entries);
    }
  }

  private static StoredTensor sum(StoredTensor generic, StoredTensor own) {
    if (generic.type() == TensorType.F64) {
      double[] values = generic.doubles();
      double[] added = own.doubles();
      for (int i = 0; i < values.length; i++) {
        values[i] += added[i];
      }
      return StoredTensor.of(values, generic.shape());
    }
    float[] values = generic.floats();
    float[] added = own.floats();
    for (int i = 0; i < values.length; i++) {
      values[i] += added[i];
    }
    return StoredTensor.of(values, generic.shape());
  }
}
