package org.fedmas.partition.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tables.image.OfficialPlace;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.junit.jupiter.api.Test;

class OfficialTest {

  private static final SplitCases.Folds FOLDS = Official::new;

  private static LabelledImage image(String id, int client, int label, int fold) {
    return new LabelledImage(id, client, label, null, new OfficialPlace(fold));
  }

  @Test
  void usesThePartsOfTheDataSet() {
    List<PartitionRow> rows =
        new Official(1, 7)
            .assign(List.of(image("b", 1, 0, 1), image("c", 0, 2, 1), image("a", 0, 1, 0)));
    assertThat(rows)
        .containsExactly(
            new PartitionRow("a", 0, 1, Part.TRAIN),
            new PartitionRow("c", 0, 2, Part.TEST),
            new PartitionRow("b", 1, 0, Part.TEST));
  }

  @Test
  void theSeedDoesNotChangeTheFirstFold() {
    List<LabelledImage> images = SplitCases.images(5);
    assertThat(new Official(1, 1).assign(images)).isEqualTo(new Official(1, 0).assign(images));
    assertThat(new Official(2, 1).assign(images)).isNotEqualTo(new Official(2, 0).assign(images));
  }

  @Test
  void theOrderOfTheImagesDoesNotMatter() {
    SplitCases.theOrderOfTheImagesDoesNotMatter(FOLDS);
  }

  @Test
  void testPartsOfTheFiveFoldsAreDisjointAndCoverEverything() {
    SplitCases.testPartsAreDisjointAndCoverEverything(FOLDS);
  }

  @Test
  void foldsTwoToFiveDivideEachClassOfEachClientEvenly() {
    for (int seed = 0; seed < SplitCases.CASES; seed++) {
      SplitCases.perFold(FOLDS, 2, SplitCases.images(seed), seed)
          .values()
          .forEach(SplitCases::assertEven);
    }
  }

  @Test
  void usesTheFoldsOfTheDataSet() {
    List<LabelledImage> images =
        List.of(image("a", 0, 0, 1), image("b", 0, 0, 2), image("c", 0, 0, 3), image("d", 0, 0, 0));
    for (int fold = 1; fold <= 3; fold++) {
      int tested = fold;
      assertThat(new Official(fold, 0).assign(images))
          .filteredOn(row -> row.part() == Part.TEST)
          .extracting(PartitionRow::imageId)
          .containsExactly(images.get(tested - 1).imageId());
    }
    assertThatThrownBy(() -> new Official(4, 0).assign(images))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("fold: found 4, expected 1…3, the data set's own folds");
  }

  @Test
  void oneSplitMakesFiveFolds() {
    assertThatThrownBy(() -> new Official(6, 0).assign(SplitCases.images(1)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("fold: found 6, expected 1…5");
  }

  @Test
  void rejectsADataSetWithoutSplit() {
    assertThatThrownBy(
            () -> new Official(1, 0).assign(List.of(new LabelledImage("image7", 0, 0, null, null))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("image7")
        .hasMessageContaining("split.kind: random");
  }
}
