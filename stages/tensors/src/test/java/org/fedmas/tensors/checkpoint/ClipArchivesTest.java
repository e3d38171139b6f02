package org.fedmas.tensors.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The golden TorchScript archives: names, types, shapes and sums of their tensors. */
class ClipArchivesTest {

  private static final String FILE = "vit.json";

  private static final Map<String, TensorType> TYPES =
      Map.of("float16", TensorType.F16, "float32", TensorType.F32, "int64", TensorType.I64);

  @Test
  void everyTensorIsRead() {
    compare();
  }

  @Test
  @Tag("parity")
  void equalsTheGoldenArchives() {
    compare();
  }

  private static void compare() {
    JsonNode archive = Golden.json(FILE).get("clip_archive");
    for (JsonNode listed : archive.get("files")) {
      Path beside = Golden.folder().resolve("clip").resolve(Path.of(listed.asText()).getFileName());
      Path file = Files.exists(beside) ? beside : Golden.folder().resolve(listed.asText());
      ModelState state = Checkpoint.read(file);
      Parity.holds(
          FILE, listed.asText() + " count", state.names().size() == archive.get("entries").size());
      for (JsonNode entry : archive.get("entries")) {
        compare(listed.asText(), entry, state.tensor(entry.get(0).asText()));
      }
    }
  }

  private static void compare(String file, JsonNode entry, StoredTensor tensor) {
    String name = file + " " + entry.get(0).asText();
    int[] shape = Arrays.stream(tensor.shape()).mapToInt(Math::toIntExact).toArray();
    Parity.holds(
        FILE,
        name + " form",
        TYPES.get(entry.get(1).asText()) == tensor.type()
            && Arrays.equals(shape, Golden.integers(entry.get(2))));
    double sum = 0;
    for (double value : numbers(HalfPrecision.widened(tensor))) {
      sum += value;
    }
    Parity.close(FILE, name + " sum", sum, entry.get(3).doubleValue(), 1e-6);
  }

  private static double[] numbers(StoredTensor tensor) {
    return tensor.type() == TensorType.I64
        ? Arrays.stream(tensor.longs()).asDoubleStream().toArray()
        : tensor.numbers();
  }
}
