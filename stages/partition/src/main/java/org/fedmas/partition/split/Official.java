package org.fedmas.partition.split;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.RunKeys;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.image.OfficialPlace;
import org.fedmas.tables.partition.PartitionRow;

/**
 * The data set's own split. If it consists of train and test, these are fold 1, and folds 2…{@value
 * #FOLDS} divide the official training images into test parts, stratified by client and class. The
 * test parts of all folds are then disjoint and cover all images. If the data set has folds of its
 * own, they are used.
 *
 * @param fold number of the fold, from 1
 * @param seed seed of folds 2…{@value #FOLDS}; fold 1 does not depend on it
 */
public record Official(int fold, long seed) implements Split {

  /** Number of folds derived from one split into train and test. */
  public static final int FOLDS = 5;

  public Official {
    if (fold < 1) {
      throw new ConfigException("fold: found " + fold + ", expected 1 or more");
    }
  }

  @Override
  public String id() {
    return "official";
  }

  @Override
  public Official configured(ConfigReader reader) {
    int chosen = RunKeys.fold(reader);
    return new Official(chosen, chosen == 1 ? 0 : RunKeys.splitSeed(reader));
  }

  @Override
  public void require(OptionalInt own, boolean hasGroups) {
    requireFold(fold, own.orElseThrow(() -> missing("which images are test images")));
  }

  /**
   * {@inheritDoc}
   *
   * @throws ConfigException if the data set has no split of all images, or has fewer folds
   */
  @Override
  public List<PartitionRow> assign(List<LabelledImage> images) {
    List<LabelledImage> ordered = LabelledImage.ordered(images);
    int given = ordered.stream().map(Official::place).mapToInt(OfficialPlace::fold).max().orElse(1);
    requireFold(fold, given);
    if (fold == 1 || given > 1) {
      return Split.rows(ordered, image -> place(image).isTest(fold));
    }
    List<LabelledImage> training =
        ordered.stream().filter(image -> place(image).equals(OfficialPlace.TRAIN)).toList();
    Map<String, Integer> dealt =
        StratifiedFolds.of(training, FOLDS - 1, RandomKey.of(seed).with("official"));
    return Split.rows(ordered, image -> dealt.getOrDefault(image.imageId(), -1) == fold - 2);
  }

  /**
   * Checks that the official split has the fold.
   *
   * @param given number of the data set's own folds, 1 for one split
   */
  public static void requireFold(int fold, int given) {
    int folds = given > 1 ? given : FOLDS;
    if (fold > folds) {
      throw new ConfigException(
          "fold: found %s, expected 1…%s%s"
              .formatted(
                  fold,
                  folds,
                  given > 1
                      ? ", the data set's own folds"
                      : ": fold 1 is the official split, folds 2…5 divide its training images"));
    }
  }

  /** Returns the exception for a data set without a split of all images. */
  public static ConfigException missing(String what) {
    return new ConfigException(
        "split.kind: found official, but the data set does not say "
            + what
            + "; add the data set's split (flamby-isic: train_test_split; manifest: a column part"
            + " or fold), or set split.kind: random");
  }

  private static OfficialPlace place(LabelledImage image) {
    OfficialPlace place = image.officialPlace();
    if (place == null) {
      throw missing("to which part image " + image.imageId() + " belongs");
    }
    return place;
  }
}
