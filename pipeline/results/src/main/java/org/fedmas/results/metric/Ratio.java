package org.fedmas.results.metric;

import org.jspecify.annotations.Nullable;

/** A quotient of counts that is null, never NaN, where nothing stands below the line. */
final class Ratio {

  private Ratio() {}

  static @Nullable Double of(long numerator, long denominator) {
    return denominator == 0 ? null : (double) numerator / denominator;
  }
}
