package org.fedmas.partition.split;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;
import org.fedmas.contract.config.RunKeys;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;

/** A rule that puts every image into the train or the test part of one fold. */
public sealed interface Split extends Named permits LesionSplit, Official, RandomSplit {

  /**
   * Assigns all images to parts.
   *
   * @param images in any order; the result does not depend on it
   * @return one row per image in order of client, then image; parts are train and test only
   * @throws IllegalArgumentException if an image appears twice
   */
  List<PartitionRow> assign(List<LabelledImage> images);

  static Split read(ConfigReader reader) {
    return choice().read(reader).configured(reader);
  }

  static Choice<Split> choice() {
    return Choice.of(
        "split.kind",
        "official",
        new Official(1, 0),
        new LesionSplit(5, 1, 0),
        new RandomSplit(5, 1, 0));
  }

  /** Returns this split with its parameters as configured. */
  Split configured(ConfigReader reader);

  /** Returns whether images of one lesion, or another group, stay on one side. */
  default boolean keepsGroups() {
    return false;
  }

  /**
   * Refuses a data set that this split cannot divide.
   *
   * @param own folds that the data set comes with; empty if it has no split of its own
   * @param hasGroups whether the data set says of any image which lesion it shows
   */
  default void require(OptionalInt own, boolean hasGroups) {}

  static int folds(ConfigReader reader, int otherwise) {
    return reader.integer("split.folds", otherwise, 2, 100);
  }

  /** Reads the fold, which has to be one of so many. */
  static int fold(ConfigReader reader, int folds) {
    int fold = RunKeys.fold(reader);
    if (fold > folds) {
      reader.problem("fold", "a fold from 1 to " + folds + " (split.folds)");
    }
    return Math.min(fold, folds);
  }

  /** Refuses numbers of folds that make no sense. */
  static void requireFold(int folds, int fold) {
    if (folds < 2) {
      throw new ConfigException("split.folds: found " + folds + ", expected 2 or more");
    }
    if (fold < 1 || fold > folds) {
      throw new ConfigException("fold: found " + fold + ", expected 1…" + folds);
    }
  }

  static List<PartitionRow> rows(List<LabelledImage> ordered, Predicate<LabelledImage> isTest) {
    return ordered.stream()
        .map(image -> image.in(isTest.test(image) ? Part.TEST : Part.TRAIN))
        .toList();
  }
}
