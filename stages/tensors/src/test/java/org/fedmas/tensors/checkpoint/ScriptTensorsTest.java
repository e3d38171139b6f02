package org.fedmas.tensors.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TorchScript archives, and other files whose pickles hold objects. */
class ScriptTensorsTest {

  private static final int NEW_OBJECT = 0x81;
  private static final StoredTensor TWO = StoredTensor.of(new float[] {1, 2}, 2);

  @TempDir private Path folder;

  @Test
  void attributeNamesAreJoinedByDots() throws IOException {
    PickleText pickle = object("__torch__.any", "Name");
    pickle.operations('}', '(').text("training").operations(0x89).text("inner");
    object(pickle, "__torch__", "Inner").operations('}', '(').text("weight");
    two(pickle).operations('u', 'b').text("bias");
    two(pickle).operations('u', 'b');
    Path file = script(pickle);
    ModelState read = Checkpoint.read(file);
    assertThat(read.tensors())
        .containsExactlyInAnyOrderEntriesOf(Map.of("inner.weight", TWO, "bias", TWO));
    assertThat(Checkpoint.contents(file).form()).isEqualTo(CheckpointForm.TORCHSCRIPT);
  }

  @Test
  void aModuleWithoutTensorsIsRefused() throws IOException {
    refused(object("__torch__", "Empty").operations('}', 'b'), "no tensors");
  }

  @Test
  void modulesThatContainThemselvesAreRefused() throws IOException {
    PickleText pickle = object("__torch__", "Loop").operations('q', 0, '}', '(').text("again");
    refused(pickle.operations('h', 0, 'u', 'b'), "nested too deeply");
  }

  @Test
  void attributesAreSetOnce() throws IOException {
    refused(object("__torch__", "Twice").operations('}', 'b', '}', 'b'), "twice");
  }

  @Test
  void objectsOfOtherClassesAreRefused() throws IOException {
    refused(object("collections", "OrderedDict").operations('}', 'b'), "creates an object");
    refused(object("os", "system").operations('}', 'b'), "Python name");
  }

  @Test
  void aFullDinoCheckpointGivesItsTeacher() throws IOException {
    PickleText pickle = new PickleText().operations('}', '(').text("student").operations('}');
    pickle.text("args").global("argparse", "Namespace").operations(')', NEW_OBJECT, '}', '(');
    pickle.text("lr").integer(1).operations('u', 'b').text("teacher").operations('}', '(');
    two(pickle.text("backbone.cls_token"));
    two(pickle.text("head.mlp.0.weight")).operations('u', 'u');
    Map<String, byte[]> records = new LinkedHashMap<>();
    records.put("archive/data.pkl", pickle.stop());
    records.put("archive/data/0", TWO.data());
    Path file = CheckpointArchive.write(folder.resolve("full.pth"), records);
    assertThat(CheckpointNames.backbone(Checkpoint.read(file)).names())
        .containsExactly("cls_token");
    CheckpointContents contents = Checkpoint.contents(file);
    assertThat(contents.nesting()).isEqualTo("teacher");
    assertThat(contents.beside())
        .containsEntry("args", "an object of the class \"argparse.Namespace\"");
  }

  private void refused(PickleText pickle, String reason) throws IOException {
    Path file = script(pickle);
    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining(reason);
  }

  private static PickleText object(String module, String name) {
    return object(new PickleText(), module, name);
  }

  private static PickleText object(PickleText pickle, String module, String name) {
    return pickle.global(module, name).operations(')', NEW_OBJECT);
  }

  private static PickleText two(PickleText pickle) {
    return pickle.tensor("0", 2, new int[] {2}, new int[] {1});
  }

  /** Returns an archive with a compressed program, as PyTorch writes it. */
  private Path script(PickleText pickle) throws IOException {
    Path file = folder.resolve("script.pt");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      stored(zip, "archive/data.pkl", pickle.stop());
      stored(zip, "archive/constants.pkl", new byte[0]);
      stored(zip, "archive/data/0", TWO.data());
      zip.putNextEntry(new ZipEntry("archive/code/__torch__.py"));
      zip.write("class Name(Module):\n".repeat(50).getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return file;
  }

  private static void stored(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
