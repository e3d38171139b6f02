package org.fedmas.testkit;

import java.util.stream.IntStream;

/** The generator behind every "random" number of the golden files. */
public final class GoldenHash {

  private GoldenHash() {}

  /** Returns the 64 bits of one element of a stream. */
  public static long word(long seed, long stream, long element) {
    long z =
        seed * 0x9E3779B97F4A7C15L
            + stream * 0xD1B54A32D192ED03L
            + element * 0x8CB92BA72F3D8DD7L
            + 0x2545F4914F6CDD1DL;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Returns one element of a stream, uniform in [0, 1). */
  public static double unit(long seed, long stream, long element) {
    return (word(seed, stream, element) >>> 11) * 0x1p-53;
  }

  /** Returns standard normal numbers of a stream, by Box and Muller. */
  public static double[] normal(long seed, long stream, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      int pair = i - i % 2;
      double radius = Math.sqrt(-2 * Math.log(1 - unit(seed, stream, pair)));
      double angle = 2 * Math.PI * unit(seed, stream, pair + 1);
      values[i] = radius * (i % 2 == 0 ? Math.cos(angle) : Math.sin(angle));
    }
    return values;
  }

  /** Returns {@code offset + scale·v}, v uniform in [−1, 1), rounded to float32. */
  public static float[] symmetric(long seed, long stream, int count, double scale, double offset) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (offset + scale * (2.0 * unit(seed, stream, i) - 1.0));
    }
    return values;
  }

  /** Returns {@code ⌊u·upper⌋}, u uniform in [0, 1). */
  public static int[] integers(long seed, long stream, int count, int upper) {
    return IntStream.range(0, count)
        .map(i -> (int) Math.floor(unit(seed, stream, i) * upper))
        .toArray();
  }

  /**
   * Returns the numbers of a model state's tensor, row major.
   *
   * @param kind the tensor's kind in {@code state_dicts.json}, except {@code count}
   * @param shape at least one dimension
   * @param stream {@code stream_base} plus the tensor's index in its state
   */
  public static float[] tensor(String kind, long[] shape, long seed, long stream) {
    int size = 1;
    for (long length : shape) {
      size = Math.toIntExact(size * length);
    }
    long fanIn = size / shape[0];
    return switch (kind) {
      case "weight" -> symmetric(seed, stream, size, Math.sqrt(6.0 / fanIn), 0);
      case "bias" -> symmetric(seed, stream, size, 0.05, 0);
      case "gamma" -> symmetric(seed, stream, size, 0.2, 0.9);
      case "beta", "mean" -> symmetric(seed, stream, size, 0.1, 0);
      case "token" -> symmetric(seed, stream, size, 0.5, 0);
      case "layerscale" -> symmetric(seed, stream, size, 0.3, 0.6);
      case "var" -> symmetric(seed, stream, size, 0.3, 1.0);
      default -> throw new IllegalArgumentException("no golden values for kind " + kind);
    };
  }
}
