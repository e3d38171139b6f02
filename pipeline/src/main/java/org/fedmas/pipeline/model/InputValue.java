package org.fedmas.pipeline.model;

import java.util.Locale;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;

/** The values of an image that are compared with those of the training images. */
public enum InputValue {
  /** The logarithm of the source's shorter side to base 2. */
  SHORTER_SIDE("shorter side", 0.25),
  /** The logarithm of longer by shorter side of the source. */
  ASPECT_RATIO("aspect ratio", 0.05),
  RED("mean of red", 0.02),
  GREEN("mean of green", 0.02),
  BLUE("mean of blue", 0.02),
  RED_CONTRAST("contrast of red", 0.02),
  GREEN_CONTRAST("contrast of green", 0.02),
  BLUE_CONTRAST("contrast of blue", 0.02);

  private static final double FULL = 255;

  private final String words;
  private final double leastDeviation;

  InputValue(String words, double leastDeviation) {
    this.words = words;
    this.leastDeviation = leastDeviation;
  }

  String words() {
    return words;
  }

  /** Returns the smallest standard deviation that is assumed, so that equal images allow others. */
  double leastDeviation() {
    return leastDeviation;
  }

  /** Returns a value in the unit that users know: pixels, a ratio, or a share of brightness. */
  String shown(double value) {
    if (this == SHORTER_SIDE) {
      return String.format(Locale.ROOT, "%.0f", StrictMath.pow(2, value));
    }
    double plain = this == ASPECT_RATIO ? Math.max(1, StrictMath.exp(value)) : Math.max(0, value);
    return String.format(Locale.ROOT, "%.2f", plain);
  }

  /**
   * Returns all values of an image, in order.
   *
   * @param source the size of the file's picture
   * @param prepared the pixels that the network sees
   */
  public static double[] of(ImageSize source, RgbImage prepared) {
    return of(source, prepared.pixels());
  }

  static double[] of(ImageSize source, byte[] pixels) {
    double shorter = source.shorterSide();
    double longer = Math.max(source.width(), source.height());
    double[] values = new double[values().length];
    values[0] = StrictMath.log(shorter) / StrictMath.log(2);
    values[1] = StrictMath.log(longer / shorter);
    long count = pixels.length / RgbImage.CHANNELS;
    for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
      long sum = 0;
      long squares = 0;
      for (int i = channel; i < pixels.length; i += RgbImage.CHANNELS) {
        long value = pixels[i] & 0xFF;
        sum += value;
        squares += value * value;
      }
      double mean = (double) sum / count;
      double variance = Math.max(0, (double) squares / count - mean * mean);
      values[RED.ordinal() + channel] = mean / FULL;
      values[RED_CONTRAST.ordinal() + channel] = StrictMath.sqrt(variance) / FULL;
    }
    return values;
  }
}
