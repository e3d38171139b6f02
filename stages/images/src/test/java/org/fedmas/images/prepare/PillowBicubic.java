package org.fedmas.images.prepare;

import org.fedmas.images.RgbImage;

/**
 * Antialiased bicubic resizing (A = −0.5) with the bytes of the Pillow library, value by value. The
 * publishers of encoders prepare pictures with it; the project itself resizes with the triangle
 * filter only, so this class is a reference for tests.
 */
public final class PillowBicubic {

  private static final double A = -0.5;
  private static final double SUPPORT = 2;
  private static final int BITS = 22;

  private PillowBicubic() {}

  /** Returns the picture at another size: along rows first, then along columns. */
  public static RgbImage resize(RgbImage image, int width, int height) {
    return turned(along(turned(along(image, width)), height));
  }

  private static RgbImage along(RgbImage image, int width) {
    if (width == image.width()) {
      return image;
    }
    RgbImage result = new RgbImage(width, image.height(), new byte[width * image.height() * 3]);
    double scale = (double) image.width() / width;
    double stretch = Math.max(1, scale);
    for (int x = 0; x < width; x++) {
      double centre = (x + 0.5) * scale;
      int first = Math.max(0, (int) (centre - SUPPORT * stretch + 0.5));
      int last = Math.min(image.width(), (int) (centre + SUPPORT * stretch + 0.5));
      long[] weights = weights(first, last, centre, stretch);
      for (int i = 0; i < image.height() * 3; i++) {
        long sum = 1L << (BITS - 1);
        for (int tap = 0; tap < weights.length; tap++) {
          sum += weights[tap] * image.value(first + tap, i / 3, i % 3);
        }
        long level = Math.max(0, Math.min(255, sum >> BITS));
        result.pixels()[(i / 3 * width + x) * 3 + i % 3] = (byte) level;
      }
    }
    return result;
  }

  private static long[] weights(int first, int last, double centre, double stretch) {
    double[] exact = new double[last - first];
    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      exact[i] = cubic((i + first - centre + 0.5) * (1 / stretch));
      sum += exact[i];
    }
    long[] fixed = new long[exact.length];
    for (int i = 0; i < exact.length; i++) {
      double scaled = exact[i] / sum * (1 << BITS);
      fixed[i] = (long) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    }
    return fixed;
  }

  private static double cubic(double x) {
    double d = Math.abs(x);
    if (d < 1) {
      return ((A + 2) * d - (A + 3)) * d * d + 1;
    }
    return d < 2 ? (((d - 5) * d + 8) * d - 4) * A : 0;
  }

  private static RgbImage turned(RgbImage image) {
    byte[] pixels = new byte[image.pixels().length];
    for (int i = 0; i < pixels.length; i++) {
      int x = i / 3 / image.height();
      pixels[i] = (byte) image.value(x, i / 3 % image.height(), i % 3);
    }
    return new RgbImage(image.height(), image.width(), pixels);
  }
}
