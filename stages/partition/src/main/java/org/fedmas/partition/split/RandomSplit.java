package org.fedmas.partition.split;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.RunKeys;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.partition.PartitionRow;

/**
 * Cross-validation folds, stratified by client and class. The test parts are disjoint and cover all
 * images. Any two of them differ by at most one image in each class, and in each class of each
 * client.
 *
 * @param folds number of folds, at least 2
 * @param fold number of this fold, 1…folds
 * @param seed seed of the folds; all folds of one cross-validation share it
 */
public record RandomSplit(int folds, int fold, long seed) implements Split {

  public RandomSplit {
    Split.requireFold(folds, fold);
  }

  @Override
  public String id() {
    return "random";
  }

  @Override
  public RandomSplit configured(ConfigReader reader) {
    int chosen = Split.folds(reader, folds);
    return new RandomSplit(chosen, Split.fold(reader, chosen), RunKeys.splitSeed(reader));
  }

  @Override
  public List<PartitionRow> assign(List<LabelledImage> images) {
    List<LabelledImage> ordered = LabelledImage.ordered(images);
    Map<String, Integer> dealt =
        StratifiedFolds.of(ordered, folds, RandomKey.of(seed).with("split").with(folds));
    return Split.rows(
        ordered, image -> Objects.requireNonNull(dealt.get(image.imageId())) == fold - 1);
  }
}
