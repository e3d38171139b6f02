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

  @Test
  void testPartsAreDisjointAndCoverEverything() {
    for (int seed = 0; seed < SplitCases.CASES; seed++) {
      List<LabelledImage> images = SplitCases.images(seed);
      List<String> tested = new ArrayList<>();
      for (int fold = 1; fold <= 5; fold++) {
        List<PartitionRow> rows = new RandomSplit(5, fold, seed).assign(images);
        assertThat(rows).hasSameSizeAs(images);
        rows.stream()
            .filter(row -> row.part() == Part.TEST)
            .forEach(row -> tested.add(row.imageId()));
      }
      assertThat(tested)
          .containsExactlyInAnyOrderElementsOf(
              images.stream().map(LabelledImage::imageId).toList());
    }
  }

  @Test
  void everyClassIsSpreadEvenlyWithinClientsAndOverall() {
    for (int seed = 0; seed < SplitCases.CASES; seed++) {
      List<LabelledImage> images = SplitCases.images(seed);
      List<TreeMap<String, Integer>> cells = new ArrayList<>();
      List<TreeMap<Integer, Integer>> classes = new ArrayList<>();
      for (int fold = 1; fold <= 5; fold++) {
        List<PartitionRow> rows = new RandomSplit(5, fold, seed).assign(images);
        cells.add(SplitCases.cells(rows, Part.TEST));
        classes.add(SplitCases.classes(rows, Part.TEST));
      }
      cells
          .get(0)
          .keySet()
          .forEach(
              cell -> {
                List<Integer> counts = cells.stream().map(fold -> fold.get(cell)).toList();
                assertSpread(counts);
              });
      classes
          .get(0)
          .keySet()
          .forEach(label -> assertSpread(classes.stream().map(fold -> fold.get(label)).toList()));
    }
  }

  private static void assertSpread(List<Integer> counts) {
    int total = counts.stream().mapToInt(Integer::intValue).sum();
    assertThat(counts).allMatch(count -> count == total / 5 || count == (total + 4) / 5);
  }

  @Test
  void theOrderOfTheImagesDoesNotMatter() {
    for (int seed = 0; seed < SplitCases.CASES; seed++) {
      List<LabelledImage> images = SplitCases.images(seed);
      RandomSplit split = new RandomSplit(5, 1 + seed % 5, seed);
      assertThat(split.assign(SplitCases.permuted(images, seed))).isEqualTo(split.assign(images));
    }
  }

  @Test
  void rowsComeInOrderAndKeepClientAndLabel() {
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
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new RandomSplit(1, 1, 0))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("split.folds: found 1");
    assertThatThrownBy(() -> new RandomSplit(5, 6, 0))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("fold: found 6, expected 1…5");
    assertThatThrownBy(() -> new RandomSplit(5, 0, 0)).isInstanceOf(ConfigException.class);
  }

  @Test
  void anImageThatComesTwiceIsRefused() {
    LabelledImage image = new LabelledImage("a", 0, 0, null, null);
    assertThatThrownBy(() -> new RandomSplit(5, 1, 0).assign(List.of(image, image)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
