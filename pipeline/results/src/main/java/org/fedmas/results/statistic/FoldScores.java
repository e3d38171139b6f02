package org.fedmas.results.statistic;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.Score;
import org.fedmas.results.metric.Tally;
import org.jspecify.annotations.Nullable;

/**
 * A score over folds of one data set.
 *
 * @param folds the score of each fold, over the classes that it has; null without images
 * @param overFolds mean and deviation of the folds that have a score
 * @param pooled the score of all out-of-fold predictions together
 */
public record FoldScores(List<@Nullable Double> folds, Moments overFolds, @Nullable Double pooled) {

  /**
   * Returns a score over folds.
   *
   * @param model predictions for the images of all folds
   * @param folds number of folds
   * @param foldOfLesion [lesions] from 0
   */
  public static FoldScores of(RankedPredictions model, Score score, int folds, int[] foldOfLesion) {
    List<@Nullable Double> ofFolds = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      ofFolds.add(score.of().apply(inFold(model, fold, foldOfLesion)));
    }
    double[] known =
        ofFolds.stream().filter(Objects::nonNull).mapToDouble(Double::doubleValue).toArray();
    return new FoldScores(ofFolds, Moments.of(known), score.of().apply(Tally.of(model)));
  }

  /** Returns the scores on the images of one fold. */
  public static Tally inFold(RankedPredictions model, int fold, int[] foldOfLesion) {
    int[] times = new int[foldOfLesion.length];
    for (int lesion = 0; lesion < times.length; lesion++) {
      times[lesion] = foldOfLesion[lesion] == fold ? 1 : 0;
    }
    return Tally.of(model, model.images().byLesion(times));
  }
}
