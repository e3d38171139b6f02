package org.fedmas.partition.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;

/** A rule that assigns every image to the train or the test part of one fold. */
public sealed interface Split permits LesionSplit, Official, RandomSplit {

  /**
   * Assigns all images to parts.
   *
   * @param images in any order; the result does not depend on it
   * @return one row per image in order of client, then image; parts are train and test only
   * @throws IllegalArgumentException if an image appears twice
   */
  List<PartitionRow> assign(List<LabelledImage> images);

  /** Checks that the number of folds is at least 2 and the fold is one of them. */
  static void requireFold(int folds, int fold) {
    if (folds < 2) {
      throw new ConfigException("split.folds: found " + folds + ", expected 2 or more");
    }
    if (fold < 1 || fold > folds) {
      throw new ConfigException("fold: found " + fold + ", expected 1…" + folds);
    }
  }

  /** Returns the rows of one fold. */
  static List<PartitionRow> rows(
      List<LabelledImage> ordered, Map<String, Integer> dealt, int fold) {
    List<PartitionRow> rows = new ArrayList<>();
    for (LabelledImage image : ordered) {
      int dealtTo = Objects.requireNonNull(dealt.get(image.imageId()));
      Part part = dealtTo == fold - 1 ? Part.TEST : Part.TRAIN;
      rows.add(new PartitionRow(image.imageId(), image.client(), image.label(), part));
    }
    return List.copyOf(rows);
  }
}
