package org.fedmas.sampledata;

import java.util.function.DoubleSupplier;

/** Functions of the painters. */
final class Curves {

  private static final int STEPS = 1024;
  private static final double[] COSINE = new double[STEPS + 1];

  static {
    for (int i = 0; i <= STEPS; i++) {
      COSINE[i] = StrictMath.cos(2 * StrictMath.PI * i / STEPS);
    }
  }

  private Curves() {}

  /** Returns the cosine of a number of full turns, interpolated from a table for speed. */
  static double cosine(double turns) {
    double place = (turns - StrictMath.floor(turns)) * STEPS;
    int step = (int) place;
    return step >= STEPS
        ? COSINE[STEPS]
        : COSINE[step] + (place - step) * (COSINE[step + 1] - COSINE[step]);
  }

  /** Returns 0 below {@code from}, 1 above {@code to}, smooth between; reversed if from > to. */
  static double step(double from, double to, double value) {
    double t = Math.min(1, Math.max(0, (value - from) / (to - from)));
    return t * t * (3 - 2 * t);
  }

  /** Returns a line's [2, corners] coordinates; each step turns by the next bend. */
  static double[][] line(
      int corners, double[] start, double step, double turn, DoubleSupplier bend) {
    double[][] line = new double[2][corners];
    line[0][0] = start[0];
    line[1][0] = start[1];
    double turned = turn;
    for (int i = 1; i < corners; i++) {
      turned += bend.getAsDouble();
      line[0][i] = line[0][i - 1] + step * cosine(turned);
      line[1][i] = line[1][i - 1] + step * cosine(turned - 0.25);
    }
    return line;
  }
}
