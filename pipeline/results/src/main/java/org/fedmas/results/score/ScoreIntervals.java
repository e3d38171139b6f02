package org.fedmas.results.score;

import java.util.List;
import org.fedmas.results.metric.Score;
import org.fedmas.results.statistic.Bootstrap;
import org.fedmas.results.statistic.BootstrapInterval;
import org.fedmas.results.statistic.ClassRule;
import org.fedmas.results.statistic.Interval;
import org.fedmas.results.statistic.SeededResamples;
import org.jspecify.annotations.Nullable;

/**
 * The intervals of scores, as far as they do not mislead: none below {@link #FEWEST_LESIONS}
 * lesions, and none where fewer than 90 % of the resamples have the score.
 */
record ScoreIntervals(Bootstrap bootstrap) {

  /** The least number of lesions behind an interval. */
  static final int FEWEST_LESIONS = BootstrapInterval.FEWEST_LESIONS;

  /**
   * Returns both ends of a score's interval; null where it would mislead.
   *
   * @param lesions the number of lesions behind the score
   */
  @Nullable List<Double> of(Score score, int lesions) {
    BootstrapInterval found = bootstrap.interval(score, ClassRule.PRESENT, Interval.LEVEL);
    return ends(found.shown(lesions, SeededResamples.USUAL));
  }

  /** Returns both ends of an interval. */
  static @Nullable List<Double> ends(@Nullable Interval interval) {
    return interval == null ? null : List.of(interval.lower(), interval.upper());
  }
}
