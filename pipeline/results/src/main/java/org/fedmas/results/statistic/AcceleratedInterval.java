package org.fedmas.results.statistic;

import java.util.Arrays;
import java.util.Objects;
import org.fedmas.results.metric.Closeness;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.Score;
import org.fedmas.results.metric.Tally;
import org.jspecify.annotations.Nullable;

/**
 * The bias-corrected and accelerated interval of a score (BCa). It corrects skew, but does not
 * repair classes of a few lesions.
 *
 * <p>Source: Efron, JASA 82, 1987; acceleration by leaving out one lesion at a time.
 *
 * @param bias z0
 * @param interval null unless some resamples have a score
 */
public record AcceleratedInterval(double bias, double acceleration, @Nullable Interval interval) {

  /**
   * Returns the interval of a score that the sample has.
   *
   * @param bootstrap resamples of the same model
   */
  public static AcceleratedInterval of(
      RankedPredictions model, Score score, Bootstrap bootstrap, double level) {
    double estimate = Objects.requireNonNull(bootstrap.estimate(score));
    double[] sorted =
        Arrays.stream(bootstrap.replicates(score))
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    double below = 0;
    for (double value : sorted) {
      below += Closeness.equal(value, estimate) ? 0.5 : value < estimate ? 1 : 0;
    }
    double bias = TwoSided.normalQuantile(below / sorted.length);
    double acceleration = acceleration(model, score);
    if (sorted.length == 0) {
      return new AcceleratedInterval(bias, acceleration, null);
    }
    double z = TwoSided.normal(level);
    return new AcceleratedInterval(
        bias,
        acceleration,
        new Interval(
            Quantile.ofSorted(sorted, place(bias, acceleration, -z)),
            Quantile.ofSorted(sorted, place(bias, acceleration, z))));
  }

  private static double place(double bias, double acceleration, double z) {
    return TwoSided.normalCumulative(bias + (bias + z) / (1 - acceleration * (bias + z)));
  }

  private static double acceleration(RankedPredictions model, Score score) {
    int lesions = model.images().lesions();
    double[] without = new double[lesions];
    int known = 0;
    for (int lesion = 0; lesion < lesions; lesion++) {
      int[] times = new int[lesions];
      Arrays.fill(times, 1);
      times[lesion] = 0;
      Double value = score.of().apply(Tally.of(model, model.images().byLesion(times)));
      if (value != null) {
        without[known++] = value;
      }
    }
    double[] values = Arrays.copyOf(without, known);
    double mean = Arrays.stream(values).sum() / known;
    double squares = 0;
    double cubes = 0;
    for (double value : values) {
      double u = mean - value;
      squares += u * u;
      cubes += u * u * u;
    }
    return squares == 0 ? 0 : cubes / (6 * StrictMath.pow(squares, 1.5));
  }
}
