package org.fedmas.partition.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.junit.jupiter.api.Test;

class RandomSplitTest {

  private static final SplitCases.Folds FOLDS = (fold, seed) -> new RandomSplit(5, fold, seed);

  @Test
  void testPartsAreDisjointAndCoverEverything() {
    SplitCases.testPartsAreDisjointAndCoverEverything(FOLDS);
  }

  @Test
  void everyClassIsSpreadEvenlyWithinClientsAndOverall() {
    for (int seed = 0; seed < SplitCases.CASES; seed++) {
      List<LabelledImage> images = SplitCases.images(seed);
      SplitCases.perFold(FOLDS, 1, images, seed).values().forEach(SplitCases::assertEven);
      TreeMap<Integer, List<Integer>> classes = new TreeMap<>();
      for (int fold = 1; fold <= 5; fold++) {
        SplitCases.classes(FOLDS.fold(fold, seed).assign(images), Part.TEST)
            .forEach(
                (label, count) ->
                    classes.computeIfAbsent(label, c -> new ArrayList<>()).add(count));
      }
      classes.values().forEach(SplitCases::assertEven);
    }
  }

  @Test
  void theOrderOfTheImagesDoesNotMatter() {
    SplitCases.theOrderOfTheImagesDoesNotMatter(FOLDS);
  }

  @Test
  void rowsAreSortedAndKeepClientAndLabel() {
    List<LabelledImage> images = SplitCases.images(3);
    List<PartitionRow> rows = new RandomSplit(5, 2, 0).assign(images);
    List<LabelledImage> ordered = LabelledImage.ordered(images);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).imageId()).isEqualTo(ordered.get(i).imageId());
      assertThat(rows.get(i).client()).isEqualTo(ordered.get(i).client());
      assertThat(rows.get(i).label()).isEqualTo(ordered.get(i).label());
    }
  }

  @Test
  void anotherSeedGivesOtherFolds() {
    List<LabelledImage> images = SplitCases.images(1);
    assertThat(new RandomSplit(5, 1, 0).assign(images))
        .isNotEqualTo(new RandomSplit(5, 1, 1).assign(images));
  }

  @Test
  void rejectsNumbersOutOfRange() {
    assertThatThrownBy(() -> new RandomSplit(1, 1, 0))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("split.folds: found 1");
    assertThatThrownBy(() -> new RandomSplit(5, 6, 0))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("fold: found 6, expected 1…5");
    assertThatThrownBy(() -> new RandomSplit(5, 0, 0)).isInstanceOf(ConfigException.class);
  }

  @Test
  void rejectsADuplicateImage() {
    LabelledImage image = new LabelledImage("a", 0, 0, null, null);
    assertThatThrownBy(() -> new RandomSplit(5, 1, 0).assign(List.of(image, image)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
