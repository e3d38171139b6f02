package org.fedmas.pipeline.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.store.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageDifferenceTest {

  private static final String TRAINING = "training/round-1/client-0";
  private static final String MODEL = "aggregation/round-1";

  @TempDir Path folder;
  private ExampleStore example;
  private Map<String, Manifest> before;

  @BeforeEach
  void oneRun() throws IOException {
    example = ExampleStore.in(folder);
    before = run("update", 0);
  }

  @Test
  void countsUnitsWithEqualRecipes() {
    assertThat(text(before)).containsExactly("equal recipes: 3 units");
  }

  @Test
  void namesTheChangedSettingAndItsUnits() throws IOException {
    assertThat(text(run("another", 1))).first().isEqualTo("config.seed: 0 → 1  (" + TRAINING + ")");
  }

  @Test
  void namesUnitsThatDifferOnlyInTheirInputs() throws IOException {
    assertThat(text(run("another", 1))).contains("differ only in their inputs: " + MODEL);
  }

  @Test
  void namesUnitsWithEqualBytes() throws IOException {
    assertThat(text(run("update", 1)))
        .contains("different recipes, but equal bytes: " + TRAINING, "equal recipes: 2 units");
  }

  @Test
  void namesUnitsOfOneRunOnly() {
    Map<String, Manifest> shorter = new TreeMap<>(before);
    shorter.remove(MODEL);
    assertThat(text(shorter)).contains("only in a: " + MODEL);
    assertThat(LineageDifference.between(shorter, before).text("a", "b"))
        .contains("only in b: " + MODEL);
  }

  private Iterable<String> text(Map<String, Manifest> after) {
    return LineageDifference.between(before, after).text("a", "b");
  }

  private Map<String, Manifest> run(String update, int seed) throws IOException {
    Manifest index = example.commit(ArtifactKind.IMAGE_INDEX, "preprocess");
    Manifest trained = example.commit(ArtifactKind.CLIENT_UPDATE, TRAINING, update, seed, index);
    Manifest model =
        example.commit(ArtifactKind.GLOBAL_MODEL, MODEL, "mean of " + update, 0, trained);
    return new TreeMap<>(Map.of("preprocess", index, TRAINING, trained, MODEL, model));
  }
}
