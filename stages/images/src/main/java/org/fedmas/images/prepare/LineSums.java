package org.fedmas.images.prepare;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.fedmas.images.PixelRows;

/**
 * One direction of a resize: lines of pixels come in, in order, and weighted sums of neighbouring
 * ones come out, each channel rounded to 8 bits. A line is a column or a row, a pixel a word as in
 * {@link PixelRows}. Only the sums that are still open are held.
 *
 * <p>Four lines are added at once, by plain loops over whole numbers at equal positions of separate
 * arrays, a channel each: that is the form in which HotSpot's compiler makes vector instructions of
 * them, which it does not for bytes or for positions that are shifted against each other.
 */
final class LineSums {

  /** The number of lines that are added at once. */
  static final int GROUP = 4;

  private static final int HALF = 1 << (TriangleWeights.BITS - 1);

  /** A receiver of the resulting lines. */
  interface Target {

    /** Returns the array for the next line. */
    int[] line(int number);

    /** Receives the completed line. */
    void done(int number);
  }

  /** Sums of one outgoing line. */
  private static final class Sums {
    final int[] red;
    final int[] green;
    final int[] blue;

    Sums(int length) {
      red = new int[length];
      green = new int[length];
      blue = new int[length];
    }

    Sums start() {
      Arrays.fill(red, HALF);
      Arrays.fill(green, HALF);
      Arrays.fill(blue, HALF);
      return this;
    }
  }

  private final TriangleWeights weights;
  private final int outputs;
  private final int length;
  private final Target target;
  private final ArrayDeque<Sums> open = new ArrayDeque<>();
  private final ArrayDeque<Sums> spare = new ArrayDeque<>();
  private int next;
  private int opened;
  private int closed;

  /**
   * Creates empty sums of lines of the given length.
   *
   * @param outputs how many lines come out
   */
  LineSums(TriangleWeights weights, int outputs, int length, Target target) {
    this.weights = weights;
    this.outputs = outputs;
    this.length = length;
    this.target = target;
  }

  /** Forgets all lines: the next one is the first again. */
  void restart() {
    spare.addAll(open);
    open.clear();
    next = 0;
    opened = 0;
    closed = 0;
  }

  /** Adds the next four lines, which are not kept; behind the last one their content is unused. */
  void add(int[] first, int[] second, int[] third, int[] fourth) {
    while (opened < outputs && weights.first(opened) < next + GROUP) {
      open.addLast(fresh());
      opened++;
    }
    int output = closed;
    for (Sums sums : open) {
      int[] taps = weights.taps(output);
      int tap = next - weights.first(output);
      int a = at(taps, tap);
      int b = at(taps, tap + 1);
      int c = at(taps, tap + 2);
      int d = at(taps, tap + 3);
      if ((a | b | c | d) != 0) {
        add(sums.red, first, second, third, fourth, a, b, c, d, 0, length);
        add(sums.green, first, second, third, fourth, a, b, c, d, 8, length);
        add(sums.blue, first, second, third, fourth, a, b, c, d, 16, length);
      }
      output++;
    }
    next += GROUP;
    while (!open.isEmpty() && weights.first(closed) + weights.taps(closed).length <= next) {
      Sums sums = open.removeFirst();
      round(sums.red, sums.green, sums.blue, target.line(closed), length);
      target.done(closed);
      spare.addLast(sums);
      closed++;
    }
  }

  private Sums fresh() {
    Sums used = spare.pollFirst();
    return (used == null ? new Sums(length) : used).start();
  }

  private static int at(int[] taps, int index) {
    return index >= 0 && index < taps.length ? taps[index] : 0;
  }

  private static void add(
      int[] sums,
      int[] p,
      int[] q,
      int[] r,
      int[] s,
      int a,
      int b,
      int c,
      int d,
      int shift,
      int length) {
    for (int i = 0; i < length; i++) {
      sums[i] +=
          (p[i] >>> shift & 0xFF) * a
              + (q[i] >>> shift & 0xFF) * b
              + (r[i] >>> shift & 0xFF) * c
              + (s[i] >>> shift & 0xFF) * d;
    }
  }

  /** Rounds sums; since the weights add up to 1 and none is negative, only 256 has to be cut. */
  private static void round(int[] red, int[] green, int[] blue, int[] words, int length) {
    for (int i = 0; i < length; i++) {
      words[i] =
          Math.min(255, red[i] >> TriangleWeights.BITS)
              | Math.min(255, green[i] >> TriangleWeights.BITS) << 8
              | Math.min(255, blue[i] >> TriangleWeights.BITS) << 16;
    }
  }
}
