package org.fedmas.partition.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.junit.jupiter.api.Test;

class LesionSplitTest {

  private static final SplitCases.Folds FOLDS = (fold, seed) -> new LesionSplit(5, fold, seed);

  @Test
  void testPartsAreDisjointAndCoverEverything() {
    SplitCases.testPartsAreDisjointAndCoverEverything(FOLDS);
  }

  @Test
  void lesionsStayTogetherIncludingTheValidationPart() {
    for (int seed = 0; seed < SplitCases.CASES; seed++) {
      List<LabelledImage> images = SplitCases.images(seed);
      Map<String, String> lesions = lesions(images);
      List<PartitionRow> rows =
          new ValidationPart(0.2, seed)
              .holdBackGroups(new LesionSplit(5, 1, seed).assign(images), lesions::get);
      assertThat(rows).hasSameSizeAs(images);
      Map<String, Part> partOfLesion = new HashMap<>();
      for (PartitionRow row : rows) {
        String lesion = lesions.get(row.imageId());
        if (lesion != null) {
          assertThat(partOfLesion.computeIfAbsent(lesion, l -> row.part())).isEqualTo(row.part());
        }
      }
    }
  }

  @Test
  void classesOfClientsDifferByLessThanTheLargestGroup() {
    for (int seed = 0; seed < SplitCases.CASES; seed++) {
      List<LabelledImage> images = SplitCases.images(seed);
      int largest = Group.of(images).stream().mapToInt(Group::size).max().orElse(0);
      SplitCases.perFold(FOLDS, 1, images, seed)
          .forEach(
              (cell, counts) ->
                  assertThat(Collections.max(counts) - Collections.min(counts))
                      .as(cell + " " + counts)
                      .isLessThanOrEqualTo(largest));
    }
  }

  @Test
  void singleImagesAreDividedAsEvenlyAsWithoutLesions() {
    List<LabelledImage> images = new ArrayList<>();
    for (int i = 0; i < 503; i++) {
      images.add(new LabelledImage("I" + i, i % 3, i % 2, "L" + i, null));
    }
    SplitCases.perFold(FOLDS, 1, images, 3).values().forEach(SplitCases::assertEven);
  }

  @Test
  void groupsInTheValidationPartStayWithinTheQuotaOfEachClass() {
    for (int seed = 0; seed < SplitCases.CASES; seed++) {
      List<LabelledImage> images = SplitCases.images(seed);
      List<PartitionRow> before = new LesionSplit(5, 1, seed).assign(images);
      List<PartitionRow> after =
          new ValidationPart(0.2, seed).holdBackGroups(before, lesions(images)::get);
      int largest = Group.of(images).stream().mapToInt(Group::size).max().orElse(0);
      TreeMap<Integer, Integer> held = SplitCases.classes(after, Part.VALIDATION);
      SplitCases.classes(before, Part.TRAIN)
          .forEach(
              (label, count) ->
                  assertThat(held.get(label))
                      .isLessThanOrEqualTo(count < 2 ? 0 : Math.max(largest, count / 5)));
      assertThat(SplitCases.cells(after, Part.TEST)).isEqualTo(SplitCases.cells(before, Part.TEST));
    }
  }

  @Test
  void aClassOfSeveralLesionsIsInTheValidationPart() {
    for (int seed = 0; seed < SplitCases.CASES; seed++) {
      List<LabelledImage> images = SplitCases.images(seed);
      Map<String, String> lesions = lesions(images);
      List<PartitionRow> before = new LesionSplit(5, 1, seed).assign(images);
      List<PartitionRow> after =
          new ValidationPart(0.01, seed).holdBackGroups(before, lesions::get);
      TreeMap<Integer, Set<String>> training = new TreeMap<>();
      for (PartitionRow row : before) {
        if (row.part() == Part.TRAIN) {
          String id = row.imageId();
          training
              .computeIfAbsent(row.label(), label -> new HashSet<>())
              .add(lesions.getOrDefault(id, id));
        }
      }
      TreeMap<Integer, Integer> held = SplitCases.classes(after, Part.VALIDATION);
      TreeMap<Integer, Integer> kept = SplitCases.classes(after, Part.TRAIN);
      training.forEach(
          (label, groups) -> {
            assertThat(held.get(label) > 0).isEqualTo(groups.size() > 1);
            assertThat(kept.get(label)).isPositive();
          });
    }
  }

  @Test
  void theOrderOfTheImagesDoesNotMatter() {
    SplitCases.theOrderOfTheImagesDoesNotMatter(FOLDS);
    for (int seed = 0; seed < SplitCases.CASES; seed++) {
      List<LabelledImage> images = SplitCases.images(seed);
      Map<String, String> lesions = lesions(images);
      List<PartitionRow> rows = new LesionSplit(5, 1 + seed % 5, seed).assign(images);
      ValidationPart part = new ValidationPart(0.3, seed);
      assertThat(part.holdBackGroups(SplitCases.permuted(rows, seed), lesions::get))
          .isEqualTo(part.holdBackGroups(rows, lesions::get));
    }
  }

  @Test
  void anotherSeedGivesOtherFolds() {
    List<LabelledImage> images = SplitCases.images(1);
    assertThat(new LesionSplit(5, 1, 0).assign(images))
        .isNotEqualTo(new LesionSplit(5, 1, 1).assign(images));
  }

  @Test
  void rejectsADataSetWithoutLesions() {
    assertThatThrownBy(
            () ->
                new LesionSplit(5, 1, 0).assign(List.of(new LabelledImage("a", 0, 0, null, null))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("split.kind: found lesion")
        .hasMessageContaining("column group");
  }

  private static Map<String, String> lesions(List<LabelledImage> images) {
    Map<String, String> lesions = new HashMap<>();
    for (LabelledImage image : images) {
      if (image.group() != null) {
        lesions.put(image.imageId(), Objects.requireNonNull(image.group()));
      }
    }
    return lesions;
  }
}
