package org.fedmas.images.codec;

import java.util.Optional;

/** A linear map from stored grey values to the 256 levels of a prepared picture. */
public final class GreyScale {

  private static final int LEVELS = 256;

  private final double low;
  private final double unit;
  private final double rounding;

  private GreyScale(double low, double unit, double rounding) {
    this.low = low;
    this.unit = unit;
    this.rounding = rounding;
  }

  /** Returns the map of a window: its lower end becomes 0, its upper end 255, rounded. */
  public static GreyScale of(ValueWindow window) {
    return new GreyScale(window.low(), (window.high() - window.low()) / (LEVELS - 1), 0.5);
  }

  /**
   * Returns the map of a bit depth, which keeps the highest 8 bits. With a sign, the lowest value
   * becomes black.
   */
  public static GreyScale ofDepth(int bits, boolean signed) {
    double lowest = signed ? -StrictMath.scalb(1.0, bits - 1) : 0;
    return new GreyScale(lowest, StrictMath.scalb(1.0, bits - 8), 0);
  }

  /** Returns the map of a window where one is set, else of a bit depth. */
  public static GreyScale of(Optional<ValueWindow> window, int bits, boolean signed) {
    return window.map(GreyScale::of).orElseGet(() -> ofDepth(bits, signed));
  }

  /** Returns the level of a value, 0…255; not a number becomes black. */
  public int level(double value) {
    double level = Math.floor((value - low) / unit + rounding);
    return level >= LEVELS - 1 ? LEVELS - 1 : level > 0 ? (int) level : 0;
  }
}
