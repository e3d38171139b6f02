package org.fedmas.results.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A numeric axis.
 *
 * @param low value at one end
 * @param high value at the other end, greater than {@code low}
 * @param from place of {@code low} on the sheet
 * @param to place of {@code high} on the sheet
 * @param whole whether only whole numbers have a meaning
 */
record Axis(double low, double high, double from, double to, boolean whole) {

  private static final int MOST_TICKS = 7;
  private static final List<BigDecimal> STEPS =
      List.of(BigDecimal.ONE, BigDecimal.valueOf(2), BigDecimal.valueOf(5));

  /**
   * A number beside the axis.
   *
   * @param text the number as it is written
   */
  record Tick(double value, String text) {}

  /** Returns the place of a value. */
  double place(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  /** Returns whether a value lies on the axis. */
  boolean has(double value) {
    return value >= low && value <= high;
  }

  /** Returns round numbers on the axis, ascending. */
  List<Tick> ticks() {
    BigDecimal step = step(high - low, whole);
    List<Tick> ticks = new ArrayList<>();
    long first = (long) Math.ceil(low / step.doubleValue() - 1e-9);
    long last = (long) Math.floor(high / step.doubleValue() + 1e-9);
    for (long n = first; n <= last; n++) {
      BigDecimal value = step.multiply(BigDecimal.valueOf(n));
      ticks.add(new Tick(value.doubleValue(), value.toPlainString()));
    }
    return ticks;
  }

  /** Returns the ends of the shortest axis between ticks that holds all values. */
  static double[] around(double least, double most) {
    double span = most > least ? most - least : Math.max(Math.abs(most), 1) * 0.1;
    double step = step(span, false).doubleValue();
    double low = step * Math.floor(least / step + 1e-9);
    double high = step * Math.ceil(most / step - 1e-9);
    return new double[] {low, high > low ? high : low + step};
  }

  private static BigDecimal step(double span, boolean whole) {
    BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(span)) - 1);
    while (true) {
      for (BigDecimal of : STEPS) {
        BigDecimal step = of.multiply(unit);
        boolean isFine = !whole || step.compareTo(BigDecimal.ONE) >= 0;
        if (isFine && span / step.doubleValue() <= MOST_TICKS) {
          return step;
        }
      }
      unit = unit.scaleByPowerOfTen(1);
    }
  }
}
