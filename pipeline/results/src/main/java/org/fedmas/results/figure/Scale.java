package org.fedmas.results.figure;

import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The title of an axis and its ends.
 *
 * @param low null to begin near the least value
 * @param high null to end near the largest value
 * @param whole whether only whole numbers have a meaning
 */
record Scale(String title, @Nullable Double low, @Nullable Double high, boolean whole) {

  /** Returns a scale whose ends follow from the values. */
  static Scale of(String title) {
    return new Scale(title, null, null, false);
  }

  /** Returns a scale from 0 to 1. */
  static Scale share(String title) {
    return new Scale(title, 0.0, 1.0, false);
  }

  /** Returns the axis of some values between two places. */
  Axis axis(double[] values, double from, double to) {
    double least = DoubleStream.of(values).min().orElse(0);
    double most = DoubleStream.of(values).max().orElse(1);
    double[] ends = Axis.around(low == null ? least : low, high == null ? most : high);
    return new Axis(low == null ? ends[0] : low, high == null ? ends[1] : high, from, to, whole);
  }

  /** Returns a scale from 0. */
  static Scale fromZero(String title) {
    return new Scale(title, 0.0, null, false);
  }

  /** Returns a scale of rounds, whole numbers from the first to the last. */
  static Scale rounds(int first, int last) {
    return new Scale("round", (double) first, (double) Math.max(last, first + 1), true);
  }
}
