package org.fedmas.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The median, minimum and maximum of some numbers. */
record Spread(double median, double least, double greatest) {

  static Spread of(List<Double> values) {
    return of(values, Double::doubleValue);
  }

  static <T> Spread of(List<T> values, ToDoubleFunction<T> number) {
    double[] sorted = values.stream().mapToDouble(number).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.4g (%.4g … %.4g)", median, least, greatest);
  }
}
