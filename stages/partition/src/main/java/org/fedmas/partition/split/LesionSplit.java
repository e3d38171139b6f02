package org.fedmas.partition.split;

import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.partition.PartitionRow;

/**
 * Cross-validation folds that never tear a lesion, or another group, apart: no test image shows a
 * lesion of which a training image was seen. The test parts are disjoint, cover everything, and are
 * stratified by client and class as far as the groups allow ({@link GroupedFolds}).
 *
 * @param folds how many, at least 2
 * @param fold which one this is, 1…folds
 * @param seed other seeds give other folds; equal ones give folds that fit together
 */
public record LesionSplit(int folds, int fold, long seed) implements Split {

  /** Checks the numbers. */
  public LesionSplit {
    Split.requireFold(folds, fold);
  }

  /**
   * {@inheritDoc}
   *
   * @throws ConfigException if the data set does not say of any image what it shows
   */
  @Override
  public List<PartitionRow> assign(List<LabelledImage> images) {
    requireGroups(images.isEmpty() || images.stream().anyMatch(image -> image.group() != null));
    List<LabelledImage> ordered = LabelledImage.ordered(images);
    Map<String, Integer> dealt =
        GroupedFolds.of(ordered, folds, RandomKey.of(seed).with("lesion split").with(folds));
    return Split.rows(ordered, dealt, fold);
  }

  /** Refuses a data set in which nothing is known to belong together. */
  public static void requireGroups(boolean known) {
    if (!known) {
      throw new ConfigException(
          "split.kind: found lesion, but the data set does not say which images show the same"
              + " lesion (manifest: the column group); set split.kind: random");
    }
  }
}
