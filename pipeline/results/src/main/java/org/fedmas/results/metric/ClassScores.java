package org.fedmas.results.metric;

import org.jspecify.annotations.Nullable;

/**
 * One class's scores, each in [0, 1], null where there is nothing to score.
 *
 * @param support images of the class
 * @param recall correct / support; null without images of the class
 * @param precision correct / predicted; null where the class was never predicted
 * @param f1 2·correct / (support + predicted); null where both are zero
 * @param auroc area under the receiver operating characteristic of the class against all others;
 *     null unless there are images of the class and of another one
 */
public record ClassScores(
    long support,
    @Nullable Double recall,
    @Nullable Double precision,
    @Nullable Double f1,
    @Nullable Double auroc) {

  static ClassScores of(Tally tally, int label) {
    return new ClassScores(
        tally.support(label),
        tally.recall(label),
        tally.precision(label),
        tally.f1(label),
        tally.auroc(label));
  }

  /** Returns whether the class is among labels or predictions, and so counts in macro means. */
  boolean seen() {
    return f1 != null;
  }
}
