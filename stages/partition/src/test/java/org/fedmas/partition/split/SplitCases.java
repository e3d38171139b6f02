package org.fedmas.partition.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.image.OfficialPlace;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;

/** Random image lists with gaps and rare classes, and counts over the result. */
final class SplitCases {

  static final int CASES = 40;

  private SplitCases() {}

  static List<LabelledImage> images(int seed) {
    RandomStream random = RandomKey.of(seed).with("split cases").stream();
    List<LabelledImage> images = new ArrayList<>();
    int clients = 1 + random.below(6);
    int classes = 2 + random.below(7);
    for (int client = 0; client < clients; client++) {
      for (int label = 0; label < classes; label++) {
        int count =
            random.chance(0.2) ? 0 : random.chance(0.5) ? random.below(8) : random.below(60);
        for (int i = 0; i < count; i++) {
          OfficialPlace official = random.chance(0.2) ? OfficialPlace.TEST : OfficialPlace.TRAIN;
          String id = "I" + random.below(1_000_000) + "_" + images.size();
          // about half of the images share a lesion with others, some of them at another client
          int lesion = random.below(2 * count) / 3 + 1000 * (client / 2) + 100 * label;
          images.add(
              new LabelledImage(
                  id, client, label, random.chance(0.1) ? null : "L" + lesion, official));
        }
      }
    }
    return images;
  }

  /** The splits of a seed by fold. */
  interface Folds {

    Split fold(int fold, long seed);
  }

  /** Checks that every image is a test image of exactly one fold and has a part in each fold. */
  static void testPartsAreDisjointAndCoverEverything(Folds folds) {
    for (int seed = 0; seed < CASES; seed++) {
      List<LabelledImage> images = images(seed);
      List<String> tested = new ArrayList<>();
      for (int fold = 1; fold <= 5; fold++) {
        List<PartitionRow> rows = folds.fold(fold, seed).assign(images);
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

  /** Checks that the parts do not depend on the order of the images. */
  static void theOrderOfTheImagesDoesNotMatter(Folds folds) {
    for (int seed = 0; seed < CASES; seed++) {
      List<LabelledImage> images = images(seed);
      Split split = folds.fold(1 + seed % 5, seed);
      assertThat(split.assign(permuted(images, seed))).isEqualTo(split.assign(images));
    }
  }

  /** Returns client/class → number of test images in each of these folds. */
  static TreeMap<String, List<Integer>> perFold(
      Folds folds, int first, List<LabelledImage> images, long seed) {
    TreeMap<String, List<Integer>> counts = new TreeMap<>();
    for (int fold = first; fold <= 5; fold++) {
      cells(folds.fold(fold, seed).assign(images), Part.TEST)
          .forEach(
              (cell, count) -> counts.computeIfAbsent(cell, c -> new ArrayList<>()).add(count));
    }
    return counts;
  }

  /** Checks that counts differ by at most one. */
  static void assertEven(List<Integer> counts) {
    int total = counts.stream().mapToInt(Integer::intValue).sum();
    int folds = counts.size();
    assertThat(counts)
        .allMatch(count -> count == total / folds || count == (total + folds - 1) / folds);
  }

  static <T> List<T> permuted(List<T> list, int seed) {
    List<T> permuted = new ArrayList<>();
    for (int i : RandomKey.of(seed).with("permuted").stream().permutation(list.size())) {
      permuted.add(list.get(i));
    }
    return permuted;
  }

  /** Returns client/class → number of rows of that part. */
  static TreeMap<String, Integer> cells(List<PartitionRow> rows, Part part) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    for (PartitionRow row : rows) {
      counts.merge(row.client() + "/" + row.label(), row.part() == part ? 1 : 0, Integer::sum);
    }
    return counts;
  }

  /** Returns class → number of rows of that part. */
  static TreeMap<Integer, Integer> classes(List<PartitionRow> rows, Part part) {
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    for (PartitionRow row : rows) {
      counts.merge(row.label(), row.part() == part ? 1 : 0, Integer::sum);
    }
    return counts;
  }
}
