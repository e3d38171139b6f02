package org.fedmas.partition.split;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.RunKeys;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.partition.PartitionRow;

/**
 * Cross-validation folds that keep all images of a lesion, or of another group, together, so that
 * no test image shows a lesion of a training image. The test parts are disjoint, cover all images,
 * and are stratified by client and class as far as the groups allow ({@link GroupedFolds}).
 *
 * @param folds number of folds, at least 2
 * @param fold number of this fold, 1…folds
 * @param seed seed of the folds; all folds of one cross-validation share it
 */
public record LesionSplit(int folds, int fold, long seed) implements Split {

  public LesionSplit {
    Split.requireFold(folds, fold);
  }

  @Override
  public String id() {
    return "lesion";
  }

  @Override
  public LesionSplit configured(ConfigReader reader) {
    int chosen = Split.folds(reader, folds);
    return new LesionSplit(chosen, Split.fold(reader, chosen), RunKeys.splitSeed(reader));
  }

  @Override
  public boolean keepsGroups() {
    return true;
  }

  @Override
  public void require(OptionalInt own, boolean hasGroups) {
    requireGroups(hasGroups);
  }

  /**
   * {@inheritDoc}
   *
   * @throws ConfigException if the data set has no groups
   */
  @Override
  public List<PartitionRow> assign(List<LabelledImage> images) {
    requireGroups(images.isEmpty() || images.stream().anyMatch(image -> image.group() != null));
    List<LabelledImage> ordered = LabelledImage.ordered(images);
    Map<String, Integer> dealt =
        GroupedFolds.of(ordered, folds, RandomKey.of(seed).with("lesion split").with(folds));
    return Split.rows(
        ordered, image -> Objects.requireNonNull(dealt.get(image.imageId())) == fold - 1);
  }

  public static void requireGroups(boolean known) {
    if (!known) {
      throw new ConfigException(
          "split.kind: found lesion, but the data set does not say which images show the same"
              + " lesion (manifest: the column group); set split.kind: random");
    }
  }
}
