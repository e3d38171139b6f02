package org.fedmas.tables.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientEntriesTest {

  private static final String KEPT = ClientEntries.NORMALISATION + "bn1.running_mean";

  @TempDir Path folder;
  private Path global;
  private Path update;

  @BeforeEach
  void create() throws IOException {
    global = Files.createDirectory(folder.resolve("global"));
    update = Files.createDirectory(folder.resolve("update"));
    write(global.resolve(ModelFiles.MODEL), Map.of("fc.weight", 1f, "fc.bias", 2f));
    write(update.resolve(ModelFiles.MODEL), Map.of("fc.weight", 3f, "fc.bias", 4f));
  }

  @Test
  void withoutKeptEntriesTheModelIsTheReceivedOne() throws IOException {
    assertThat(ClientEntries.model(global, update))
        .isEqualTo(Safetensors.read(global.resolve(ModelFiles.MODEL)));
  }

  @Test
  void keptEntriesCompleteTheReceivedModel() throws IOException {
    write(update.resolve(ModelFiles.CLIENT), Map.of(KEPT, 7f, "control/fc.bias", 9f));
    ModelState model = ClientEntries.model(global, update);
    assertThat(model.names()).containsExactlyInAnyOrder("fc.weight", "fc.bias", "bn1.running_mean");
    assertThat(model.tensor("fc.weight").floats()).containsExactly(1);
    assertThat(model.tensor("bn1.running_mean").floats()).containsExactly(7);
  }

  @Test
  void personalPredictionsAddTheLogitsOfBothHeads() throws IOException {
    write(
        update.resolve(ModelFiles.CLIENT),
        Map.of("personal/fc.weight", 10f, "personal/fc.bias", 20f, KEPT, 7f));
    ModelState model = ClientEntries.personalModel(global, update);
    assertThat(model.tensor("fc.weight").floats()).containsExactly(11);
    assertThat(model.tensor("fc.bias").floats()).containsExactly(22);
    assertThat(model.tensor("bn1.running_mean").floats()).containsExactly(7);
  }

  private static void write(Path file, Map<String, Float> values) throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    values.forEach((name, value) -> tensors.put(name, StoredTensor.of(new float[] {value}, 1)));
    Safetensors.write(file, new ModelState(tensors));
  }
}
