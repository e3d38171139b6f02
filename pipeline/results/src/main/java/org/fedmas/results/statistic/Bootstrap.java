package org.fedmas.results.statistic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.Score;
import org.fedmas.results.metric.Tally;
import org.jspecify.annotations.Nullable;

/**
 * One model's scores on the sample and on resamples of its lesions. Two models under the same
 * resamples can be compared ({@link PairedBootstrap}).
 *
 * <p>Source: Efron and Tibshirani, An Introduction to the Bootstrap, 1993.
 */
public final class Bootstrap {

  private final List<String> scores;
  private final List<@Nullable Double> estimates;

  /** [score][resample], NaN where the resample has no score. */
  private final double[][] replicates;

  /** Whether a resample has every class of the sample. */
  private final boolean[] complete;

  private Bootstrap(
      List<String> scores,
      List<@Nullable Double> estimates,
      double[][] replicates,
      boolean[] complete) {
    this.scores = scores;
    this.estimates = estimates;
    this.replicates = replicates;
    this.complete = complete;
  }

  /** Computes scores under all resamples. */
  public static Bootstrap of(RankedPredictions model, List<Score> scores, Resamples resamples) {
    Tally sample = Tally.of(model);
    double[][] replicates = new double[scores.size()][resamples.size()];
    boolean[] complete = new boolean[resamples.size()];
    for (int b = 0; b < resamples.size(); b++) {
      Tally tally = Tally.of(model, model.images().byLesion(resamples.times(b)));
      complete[b] = tally.classesPresent() == sample.classesPresent();
      for (int s = 0; s < replicates.length; s++) {
        Double value = scores.get(s).of().apply(tally);
        replicates[s][b] = value == null ? Double.NaN : value;
      }
    }
    return new Bootstrap(
        scores.stream().map(Score::id).toList(),
        scores.stream().map(score -> score.of().apply(sample)).toList(),
        replicates,
        complete);
  }

  /**
   * Returns the mean of runs that differ in their seed alone, taken inside every resample. Its
   * interval says how the method's expected score would move with other test lesions; it has no
   * score where a run has none.
   *
   * @param runs at least one, with the same scores under the same resamples of the same images
   * @throws IllegalArgumentException if no run is given or their scores or resamples differ
   */
  public static Bootstrap mean(List<Bootstrap> runs) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("found no run, expected at least one");
    }
    Bootstrap first = runs.get(0);
    List<@Nullable Double> estimates = new ArrayList<>();
    double[][] replicates = new double[first.scores.size()][first.complete.length];
    for (int s = 0; s < replicates.length; s++) {
      estimates.add(meanEstimate(runs, s));
      for (Bootstrap run : runs) {
        first.requireSameForm(run);
        for (int b = 0; b < first.complete.length; b++) {
          replicates[s][b] += run.replicates[s][b] / runs.size();
        }
      }
    }
    return new Bootstrap(first.scores, estimates, replicates, first.complete);
  }

  private static @Nullable Double meanEstimate(List<Bootstrap> runs, int score) {
    double sum = 0;
    for (Bootstrap run : runs) {
      Double estimate = run.estimates.get(score);
      if (estimate == null) {
        return null;
      }
      sum += estimate;
    }
    return sum / runs.size();
  }

  private void requireSameForm(Bootstrap other) {
    if (!scores.equals(other.scores) || !Arrays.equals(complete, other.complete)) {
      throw new IllegalArgumentException(
          "found scores %s and %s, expected the same scores under the same resamples"
              .formatted(scores, other.scores));
    }
  }

  /** Returns the score of the sample itself; null if it has none. */
  public @Nullable Double estimate(Score score) {
    return estimates.get(place(score));
  }

  /** Returns the score of each resample, NaN where it has none. */
  public double[] replicates(Score score) {
    return replicates[place(score)].clone();
  }

  /** Returns a score with its percentile interval. */
  public BootstrapInterval interval(Score score, ClassRule rule, double level) {
    double[] all = replicates[place(score)];
    double[] used =
        IntStream.range(0, all.length)
            .filter(b -> rule == ClassRule.PRESENT || complete[b])
            .mapToDouble(b -> all[b])
            .filter(value -> !Double.isNaN(value))
            .toArray();
    return new BootstrapInterval(
        estimate(score), Quantile.central(used, level), Moments.of(used).deviation(), used.length);
  }

  /** Returns the share of resamples that lack a class of the sample; 0 without resamples. */
  public double absentShare() {
    int absent = 0;
    for (boolean all : complete) {
      absent += all ? 0 : 1;
    }
    return complete.length == 0 ? 0 : (double) absent / complete.length;
  }

  private int place(Score score) {
    int place = scores.indexOf(score.id());
    if (place < 0) {
      throw new IllegalArgumentException(
          "found score %s, expected one of %s".formatted(score.id(), scores));
    }
    return place;
  }
}
