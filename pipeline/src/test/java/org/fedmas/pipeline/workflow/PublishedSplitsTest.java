package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fedmas.partition.split.LabelledImage;
import org.fedmas.partition.split.LesionSplit;
import org.fedmas.partition.split.Official;
import org.fedmas.partition.split.Split;
import org.fedmas.partition.split.ValidationPart;
import org.fedmas.preprocess.dataset.FlambyTables;
import org.fedmas.preprocess.dataset.LesionLeak;
import org.fedmas.preprocess.dataset.OfficialSplit;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Splits of the published ISIC 2019 tables; {@code -Dfedmas.isic=DIR} says where they are. */
class PublishedSplitsTest {

  private static final int FOLDS = 5;

  private static List<SourceImage> sources = List.of();
  private static List<LabelledImage> images = List.of();
  private static OfficialSplit official = new OfficialSplit(new TreeMap<>());

  @BeforeAll
  static void readTables() {
    Path folder = Path.of(System.getProperty("fedmas.isic", ""));
    assumeTrue(
        Files.exists(folder.resolve("train_test_split")),
        "skipped: -Dfedmas.isic=DIR does not name a folder with the ISIC 2019 tables");
    FlambyTables tables = FlambyTables.read(folder);
    sources = tables.images();
    official = tables.officialSplit().orElseThrow();
    images =
        sources.stream()
            .map(
                image ->
                    new LabelledImage(
                        image.imageId(),
                        image.client(),
                        image.label(),
                        image.lesionId(),
                        official.place(image.imageId())))
            .toList();
  }

  @Test
  void thePublishedSplitSharesLesions() {
    assertThat(leak(new Official(1, 0).assign(images))).isEqualTo(new LesionLeak(2302, 3066, 4650));
    LesionLeak ham10000 =
        LesionLeak.of(
            sources,
            image -> official.place(image.imageId()).isTest(1),
            image -> image.lesion().orElseThrow().startsWith("HAM_"));
    assertThat(ham10000).isEqualTo(new LesionLeak(696, 760, 2003));
  }

  @Test
  void officialFoldsAreEvenToOneImageAndCoverEverything() {
    for (int seed = 0; seed < 3; seed++) {
      int fixed = seed;
      assertThat(covered(fold -> new Official(fold, fixed))).isEqualTo(images.size());
      List<TreeMap<String, Integer>> folds = new ArrayList<>();
      for (int fold = 2; fold <= FOLDS; fold++) {
        folds.add(cells(new Official(fold, seed)));
      }
      assertThat(worst(folds).images()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void lesionFoldsShareNothingAndAreNearlyEven() {
    for (int seed = 0; seed < 3; seed++) {
      int fixed = seed;
      assertThat(covered(fold -> new LesionSplit(FOLDS, fold, fixed))).isEqualTo(images.size());
      List<TreeMap<String, Integer>> folds = new ArrayList<>();
      for (int fold = 1; fold <= FOLDS; fold++) {
        Split split = new LesionSplit(FOLDS, fold, seed);
        assertThat(leak(split.assign(images)).lesions()).isZero();
        folds.add(cells(split));
      }
      Spread worst = worst(folds);
      assertThat(worst.images()).as(worst.toString()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void theValidationPartByLesionIsNearlyATenth() {
    Map<String, String> lesions = new HashMap<>();
    images.forEach(image -> lesions.put(image.imageId(), String.valueOf(image.group())));
    List<PartitionRow> before = new LesionSplit(FOLDS, 1, 0).assign(images);
    List<PartitionRow> after = new ValidationPart(0.1, 0).holdBackGroups(before, lesions::get);
    TreeMap<Integer, Integer> training = perClass(before, Part.TRAIN);
    TreeMap<Integer, Integer> held = perClass(after, Part.VALIDATION);
    training.forEach((label, images) -> assertThat(held).containsEntry(label, images / 10));
    Map<String, Part> parts = new HashMap<>();
    for (PartitionRow row : after) {
      assertThat(parts.computeIfAbsent(lesions.get(row.imageId()), l -> row.part()))
          .isEqualTo(row.part());
    }
  }

  private interface Folds {
    Split fold(int number);
  }

  private record Spread(String cell, List<Integer> counts) {
    int images() {
      return counts.get(counts.size() - 1) - counts.get(0);
    }
  }

  private static int covered(Folds folds) {
    Set<String> tested = new HashSet<>();
    int all = 0;
    for (int fold = 1; fold <= FOLDS; fold++) {
      for (PartitionRow row : folds.fold(fold).assign(images)) {
        if (row.part() == Part.TEST) {
          tested.add(row.imageId());
          all++;
        }
      }
    }
    assertThat(tested).hasSize(all);
    return all;
  }

  private static LesionLeak leak(List<PartitionRow> rows) {
    Set<String> test = new HashSet<>();
    rows.stream().filter(row -> row.part() == Part.TEST).forEach(row -> test.add(row.imageId()));
    return LesionLeak.of(sources, image -> test.contains(image.imageId()));
  }

  private static Spread worst(List<TreeMap<String, Integer>> folds) {
    Spread worst = new Spread("none", List.of(0));
    for (String cell : folds.get(0).keySet()) {
      Spread one = new Spread(cell, folds.stream().map(fold -> fold.get(cell)).sorted().toList());
      worst = one.images() > worst.images() ? one : worst;
    }
    return worst;
  }

  private static TreeMap<String, Integer> cells(Split split) {
    return count(split.assign(images), Part.TEST);
  }

  /** Returns the number of images of a part, by client and class. */
  private static TreeMap<String, Integer> count(List<PartitionRow> rows, Part part) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    for (PartitionRow row : rows) {
      counts.merge(row.client() + "/" + row.label(), row.part() == part ? 1 : 0, Integer::sum);
    }
    return counts;
  }

  private static TreeMap<Integer, Integer> perClass(List<PartitionRow> rows, Part part) {
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    rows.stream()
        .filter(row -> row.part() == part)
        .forEach(row -> counts.merge(row.label(), 1, Integer::sum));
    return counts;
  }
}
