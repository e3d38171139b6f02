package org.fedmas.results.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.results.report.ScoreCaveat;
import org.fedmas.results.report.ScoreCaveat.Kind;
import org.fedmas.results.report.Selection;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.junit.jupiter.api.Test;

class ClassCoverageTest {

  private final List<PartitionRow> rows = new ArrayList<>();

  @Test
  void completePartsHaveNoCaveats() {
    add(Part.TRAIN, 0, 1, 2).add(Part.VALIDATION, 0, 1, 2).add(Part.TEST, 0, 1, 2);
    assertThat(kinds(Selection.VALIDATION)).isEmpty();
    assertThat(coverage().selection(Selection.VALIDATION)).isEqualTo(Selection.VALIDATION);
  }

  @Test
  void withoutValidationImagesTheLastRoundIsSelected() {
    add(Part.TRAIN, 0, 1).add(Part.TEST, 0, 1);
    assertThat(kinds(Selection.VALIDATION)).containsExactly(Kind.NO_VALIDATION_IMAGES);
    assertThat(coverage().selection(Selection.VALIDATION)).isEqualTo(Selection.LAST);
  }

  @Test
  void selectionOnTestImagesNeedsNoValidationImages() {
    add(Part.TRAIN, 0, 1).add(Part.TEST, 0, 1);
    assertThat(kinds(Selection.TEST)).isEmpty();
    assertThat(coverage().selection(Selection.TEST)).isEqualTo(Selection.TEST);
  }

  @Test
  void theLastRoundIsSelectedWithoutACaveatWhereThatIsConfigured() {
    add(Part.TRAIN, 0, 1).add(Part.TEST, 0, 1);
    assertThat(kinds(Selection.LAST)).isEmpty();
    assertThat(coverage().selection(Selection.LAST)).isEqualTo(Selection.LAST);
  }

  @Test
  void theClassesOfAPartReadAsWords() {
    add(Part.TEST, 0, 2, 2).add(Part.TRAIN, 0, 1, 2);
    assertThat(coverage().scored(Part.TEST)).isEqualTo("2 of 3 classes");
    assertThat(coverage().scored(Part.TRAIN)).isEqualTo("3 classes");
  }

  @Test
  void withoutTestImagesNothingIsScored() {
    add(Part.TRAIN, 0, 1).add(Part.VALIDATION, 0, 1);
    assertThat(kinds(Selection.VALIDATION)).containsExactly(Kind.NO_TEST_IMAGES);
  }

  @Test
  void withoutTestImagesSelectionOnThemTakesTheLastRound() {
    add(Part.TRAIN, 0, 1);
    assertThat(kinds(Selection.TEST)).containsExactly(Kind.NO_TEST_IMAGES);
    assertThat(text(Selection.TEST)).contains("and selects the last round");
    assertThat(coverage().selection(Selection.TEST)).isEqualTo(Selection.LAST);
  }

  @Test
  void oneClassOfAllIsNamed() {
    add(Part.TRAIN, 1, 1).add(Part.VALIDATION, 1).add(Part.TEST, 1);
    assertThat(kinds(Selection.VALIDATION)).containsExactly(Kind.ONE_CLASS);
    assertThat(text(Selection.VALIDATION)).contains("all images are of one class, NV");
  }

  @Test
  void oneClassOfTheTestImagesIsNamed() {
    add(Part.TRAIN, 0, 1).add(Part.VALIDATION, 0, 1).add(Part.TEST, 0);
    assertThat(text(Selection.VALIDATION)).contains("all test images are of one class, MEL");
  }

  @Test
  void aClassThatIsTestedOnlyIsNamed() {
    add(Part.TRAIN, 0, 1).add(Part.VALIDATION, 0, 1, 2).add(Part.TEST, 0, 1, 2);
    assertThat(kinds(Selection.VALIDATION)).containsExactly(Kind.UNTRAINED_CLASS);
    assertThat(text(Selection.VALIDATION)).contains("test images of SCC, but no training image");
  }

  @Test
  void classesThatValidationLacksAreNamed() {
    add(Part.TRAIN, 0, 1, 2).add(Part.VALIDATION, 1).add(Part.TEST, 0, 1, 2);
    assertThat(kinds(Selection.VALIDATION)).containsExactly(Kind.FEWER_VALIDATION_CLASSES);
    assertThat(text(Selection.VALIDATION))
        .contains("lack 2 of the 3 classes")
        .contains("(MEL, SCC)");
  }

  @Test
  void kindsReadAsWords() {
    assertThat(Kind.NO_TEST_IMAGES.id()).isEqualTo("no-test-images");
    assertThat(Kind.NO_TEST_IMAGES.words()).isEqualTo("no test images");
  }

  private ClassCoverageTest add(Part part, int... labels) {
    for (int label : labels) {
      rows.add(new PartitionRow("image " + rows.size(), 0, label, part));
    }
    return this;
  }

  private ClassCoverage coverage() {
    return ClassCoverage.of(List.of("MEL", "NV", "SCC"), rows);
  }

  private List<Kind> kinds(Selection configured) {
    return coverage().caveats(configured).stream().map(ScoreCaveat::kind).toList();
  }

  private String text(Selection configured) {
    return coverage().caveats(configured).get(0).text();
  }
}
