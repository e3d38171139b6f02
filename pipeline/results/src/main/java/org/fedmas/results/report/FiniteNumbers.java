package org.fedmas.results.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers as JSON writes them: NaN and the infinities become null. */
final class FiniteNumbers {

  private FiniteNumbers() {}

  static @Nullable Double of(@Nullable Double value) {
    return value == null || Double.isFinite(value) ? value : null;
  }

  /** Returns an unmodifiable copy that, unlike {@link List#copyOf}, may hold nulls. */
  static List<@Nullable Double> of(List<@Nullable Double> values) {
    return values.stream().map(value -> of(value)).toList();
  }

  static @Nullable List<@Nullable Double> orNone(@Nullable List<@Nullable Double> values) {
    return values == null ? null : of(values);
  }
}
