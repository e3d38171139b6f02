package org.fedmas.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The median, minimum and maximum of some numbers. */
record Spread(double median, double least, double greatest) {

  static Spread of(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(
        median,
        Arrays.stream(sorted).min().orElseThrow(),
        Arrays.stream(sorted).max().orElseThrow());
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.4g (%.4g … %.4g)", median, least, greatest);
  }
}
