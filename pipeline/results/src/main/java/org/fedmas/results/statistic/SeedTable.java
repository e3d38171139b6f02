package org.fedmas.results.statistic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One method's scores over folds and seeds. Runs of one fold share their test images, so that seeds
 * are averaged first and folds are the sample: J folds, not J times the seeds.
 *
 * @param scores [fold][seed], null for a missing run
 */
public record SeedTable(List<List<@Nullable Double>> scores) {

  public SeedTable {
    scores = scores.stream().map(SeedTable::copy).toList();
  }

  private static List<@Nullable Double> copy(List<@Nullable Double> row) {
    return new ArrayList<>(row);
  }

  /** Returns the number of runs. */
  public int runs() {
    return all().length;
  }

  /** Returns the number of folds with a run. */
  public int folds() {
    return present(foldMeans()).length;
  }

  /** Returns whether no run is missing. */
  public boolean complete() {
    return scores.stream().flatMap(List::stream).noneMatch(Objects::isNull);
  }

  /** Returns the mean over the seeds of each fold; null for a fold without runs. */
  public List<@Nullable Double> foldMeans() {
    List<@Nullable Double> means = new ArrayList<>();
    for (List<@Nullable Double> fold : scores) {
      means.add(Moments.of(present(fold)).mean());
    }
    return means;
  }

  /** Returns mean and deviation of the fold means: the deviation over folds. */
  public Moments overFolds() {
    return Moments.of(present(foldMeans()));
  }

  /**
   * Returns the deviation over seeds within a fold: the root of the mean over folds of the sample
   * variance over seeds. Folds with one run do not count; null if no fold is left.
   */
  public @Nullable Double seedDeviation() {
    List<Double> variances = new ArrayList<>();
    for (List<@Nullable Double> fold : scores) {
      Double deviation = Moments.of(present(fold)).deviation();
      if (deviation != null) {
        variances.add(deviation * deviation);
      }
    }
    Double mean = Moments.of(present(variances)).mean();
    return mean == null ? null : (Double) StrictMath.sqrt(mean);
  }

  /** Returns the mean over all folds of each seed; null where a run of the seed is missing. */
  public List<@Nullable Double> seedMeans() {
    int seeds = scores.stream().mapToInt(List::size).max().orElse(0);
    List<@Nullable Double> means = new ArrayList<>();
    for (int s = 0; s < seeds; s++) {
      int seed = s;
      double[] ofSeed =
          scores.stream()
              .map(fold -> seed < fold.size() ? fold.get(seed) : null)
              .filter(Objects::nonNull)
              .mapToDouble(Double::doubleValue)
              .toArray();
      means.add(ofSeed.length < scores.size() ? null : Moments.of(ofSeed).mean());
    }
    return means;
  }

  /** Returns the deviation of the seed means; null for fewer than two. */
  public @Nullable Double seedMeanDeviation() {
    return Moments.of(present(seedMeans())).deviation();
  }

  /** Returns the deviation of all runs as if they were independent; not for reporting. */
  public @Nullable Double runDeviation() {
    return Moments.of(all()).deviation();
  }

  /** Returns {@code mean ± t(J−1)·deviation/√J} over folds; null for fewer than two folds. */
  public @Nullable Interval foldInterval(double level) {
    Moments folds = overFolds();
    Double mean = folds.mean();
    Double deviation = folds.deviation();
    if (mean == null || deviation == null) {
      return null;
    }
    double half = TwoSided.t(level, folds.count() - 1) * deviation / StrictMath.sqrt(folds.count());
    return new Interval(mean - half, mean + half);
  }

  /** Returns second − first of the fold means, for the folds that both have. */
  public static double[] differences(SeedTable first, SeedTable second) {
    List<@Nullable Double> before = first.foldMeans();
    List<@Nullable Double> after = second.foldMeans();
    double[] differences = new double[Math.min(before.size(), after.size())];
    int known = 0;
    for (int fold = 0; fold < differences.length; fold++) {
      Double from = before.get(fold);
      Double to = after.get(fold);
      if (from != null && to != null) {
        differences[known++] = to - from;
      }
    }
    return Arrays.copyOf(differences, known);
  }

  private double[] all() {
    return present(scores.stream().flatMap(List::stream));
  }

  private static double[] present(List<? extends @Nullable Double> values) {
    return present(values.stream());
  }

  private static double[] present(Stream<? extends @Nullable Double> values) {
    return values.filter(Objects::nonNull).mapToDouble(Double::doubleValue).toArray();
  }
}
