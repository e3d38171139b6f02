package org.fedmas.partition.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.image.OfficialPlace;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;

/**
 * The split that comes with the data set. Where it is one split into train and test, that is fold
 * 1, and {@value #FOLDS} folds are made of it: the official training images are dealt into the test
 * parts of folds 2…{@value #FOLDS}, stratified by client and class, so that the test parts of all
 * folds are disjoint and cover everything. Where the data set comes with folds, they are those.
 *
 * @param fold from 1
 * @param seed decides folds 2…{@value #FOLDS}; without influence on fold 1
 */
public record Official(int fold, long seed) implements Split {

  /** Folds that are made of one split into train and test. */
  public static final int FOLDS = 5;

  public Official {
    if (fold < 1) {
      throw new ConfigException("fold: found " + fold + ", expected 1 or more");
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws ConfigException if the data set does not come with a split of all images, or has fewer
   *     folds
   */
  @Override
  public List<PartitionRow> assign(List<LabelledImage> images) {
    List<LabelledImage> ordered = LabelledImage.ordered(images);
    List<OfficialPlace> places = ordered.stream().map(Official::place).toList();
    int given = places.stream().mapToInt(OfficialPlace::fold).max().orElse(1);
    requireFold(fold, given);
    boolean[] test = new boolean[ordered.size()];
    if (fold == 1 || given > 1) {
      IntStream.range(0, test.length).forEach(i -> test[i] = places.get(i).isTest(fold));
    } else {
      List<LabelledImage> training =
          IntStream.range(0, test.length)
              .filter(i -> places.get(i).equals(OfficialPlace.TRAIN))
              .mapToObj(ordered::get)
              .toList();
      Map<String, Integer> dealt =
          StratifiedFolds.of(training, FOLDS - 1, RandomKey.of(seed).with("official"));
      IntStream.range(0, test.length)
          .forEach(i -> test[i] = dealt.getOrDefault(ordered.get(i).imageId(), -1) == fold - 2);
    }
    List<PartitionRow> rows = new ArrayList<>();
    for (int i = 0; i < test.length; i++) {
      LabelledImage image = ordered.get(i);
      Part part = test[i] ? Part.TEST : Part.TRAIN;
      rows.add(new PartitionRow(image.imageId(), image.client(), image.label(), part));
    }
    return List.copyOf(rows);
  }

  /**
   * Refuses a fold that an official split does not have.
   *
   * @param given folds that the data set comes with, 1 for one split
   */
  public static void requireFold(int fold, int given) {
    int folds = given > 1 ? given : FOLDS;
    if (fold > folds) {
      throw new ConfigException(
          "fold: found "
              + fold
              + ", expected 1…"
              + folds
              + (given > 1
                  ? ", the folds that the data set comes with"
                  : ": fold 1 is the official split, folds 2…5 are made of its training images"));
    }
  }

  /** Returns the data set lacks a split of its own, or a part of it. */
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
