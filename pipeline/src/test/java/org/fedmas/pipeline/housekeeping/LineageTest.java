package org.fedmas.pipeline.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.store.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the lineage as objects, as text and by target. */
class LineageTest {

  @TempDir Path folder;
  private ExampleStore example;
  private Manifest model;
  private Manifest index;

  @BeforeEach
  void twoRounds() throws IOException {
    example = ExampleStore.in(folder);
    model = example.commitTwoRounds();
    index = example.commit(ArtifactKind.IMAGE_INDEX, "preprocess");
  }

  @Test
  void listsTheNearestOriginsFirst() {
    List<String> units =
        example.lineage().origins(List.of(model)).stream().map(m -> m.recipe().unit()).toList();
    assertThat(units).hasSize(9).startsWith("aggregation/round-2", "training/round-2/client-0");
  }

  @Test
  void listsSharedOriginsOnce() {
    assertThat(example.lineage().origins(List.of(model, model, index))).doesNotHaveDuplicates();
  }

  @Test
  void namesTheInputsOfEveryArtifact() {
    List<String> lines = new LineageText(example.lineage(), List.of(model)).artifacts();
    assertThat(lines.get(0)).startsWith("global-models/").contains("aggregation/round-2");
    assertThat(lines.get(1)).endsWith("training/round-2/client-0, training/round-2/client-1");
    assertThat(lines).anyMatch(line -> line.startsWith("  raw tables: sha256:"));
  }

  @Test
  void namesAnInputThatIsNoLongerStored() throws IOException {
    example.store().delete(index.ref());
    assertThat(new LineageText(example.lineage(), List.of(model)).artifacts())
        .anyMatch(line -> line.endsWith("(no longer in the store)"));
  }

  @Test
  void listsEveryValueOfAKey() throws IOException {
    Manifest other = example.commit(ArtifactKind.PARTITION, "partition", "p", 7, index);
    assertThat(new LineageText(example.lineage(), List.of(model, other)).configuration())
        .containsExactly("seed: 0 | 7");
  }

  @Test
  void findsAFingerprintByItsFirstDigits() {
    String digits = model.ref().fingerprint().hex().substring(0, 12);
    assertThat(find("sha256:" + digits)).containsExactly(model.ref());
    assertThat(find("global-models/" + digits)).containsExactly(model.ref());
  }

  @Test
  void findsTheArtifactOfAFile() {
    assertThat(find(example.store().folder(model.ref()).resolve("data").toString()))
        .containsExactly(model.ref());
  }

  @Test
  void saysWhatATargetCanBe() {
    assertThatThrownBy(() -> find("nowhere"))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("nowhere: expected a file of an artifact or run in " + folder);
  }

  @Test
  void namesARunThatDoesNotExist() {
    assertThatThrownBy(() -> example.lineage().run("none"))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("run none not found in ");
  }

  private List<ArtifactRef> find(String target) {
    return LineageTarget.find(example.lineage(), target, null).stream().map(Manifest::ref).toList();
  }
}
