package org.fedmas.results.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers as JSON writes them: NaN and the infinities become null. */
final class Numbers {

  private Numbers() {}

  static @Nullable Double finite(@Nullable Double value) {
    return value == null || Double.isFinite(value) ? value : null;
  }

  /** Returns an unmodifiable copy that, unlike {@link List#copyOf}, may hold nulls. */
  static List<@Nullable Double> finite(List<@Nullable Double> values) {
    return values.stream().map(value -> finite(value)).toList();
  }

  static @Nullable List<@Nullable Double> finiteOrNone(@Nullable List<@Nullable Double> values) {
    return values == null ? null : finite(values);
  }
}
