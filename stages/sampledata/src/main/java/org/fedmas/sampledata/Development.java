package org.fedmas.sampledata;

import org.fedmas.contract.random.RandomStream;

/** The development of a canvas to pixels: field of view, blur, light, contrast, noise, 8 bits. */
final class Development {

  private static final double MIDDLE = 0.55;

  private Development() {}

  /** Returns pixels [height, width, 3] as unsigned bytes. */
  static byte[] develop(Canvas canvas, Clinic.Optics optics, RandomStream random) {
    expose(canvas, optics, random);
    double[] kernel = kernel(optics.blur() * random.uniform(0.7, 1.3));
    // blurred along both directions, with repeated border pixels
    double[] across = new double[canvas.values.length];
    convolve(canvas.values, across, canvas.height, canvas.width, 3 * canvas.width, 3, kernel);
    convolve(across, canvas.values, canvas.width, canvas.height, 3, 3 * canvas.width, kernel);
    byte[] pixels = new byte[canvas.values.length];
    for (int pixel = 0; pixel < pixels.length; pixel += 3) {
      double speckle = optics.speckle() * bell(random);
      for (int channel = 0; channel < 3; channel++) {
        double value = canvas.values[pixel + channel] + speckle;
        pixels[pixel + channel] = (byte) Math.round(255 * Math.min(1, Math.max(0, value)));
      }
    }
    return pixels;
  }

  private static void expose(Canvas canvas, Clinic.Optics optics, RandomStream random) {
    double light = random.uniform(0.9, 1.07);
    double[] gain = {
      optics.gain().red() * random.uniform(0.95, 1.05),
      optics.gain().green() * random.uniform(0.95, 1.05),
      optics.gain().blue() * random.uniform(0.95, 1.05)
    };
    double half = Math.min(canvas.width, canvas.height) / 2.0;
    for (int row = 0; row < canvas.height; row++) {
      for (int column = 0; column < canvas.width; column++) {
        double x = (column + 0.5 - 0.5 * canvas.width) / half;
        double y = (row + 0.5 - 0.5 * canvas.height) / half;
        double distance = StrictMath.sqrt(x * x + y * y);
        double field = Curves.step(optics.field() + 0.03, optics.field() - 0.03, distance);
        double lit = light * (1 - optics.vignette() * distance * distance * 0.5);
        int at = 3 * (row * canvas.width + column);
        for (int channel = 0; channel < 3; channel++) {
          double value = canvas.values[at + channel] * gain[channel] * lit;
          double toned = MIDDLE + optics.contrast() * (value - MIDDLE);
          canvas.values[at + channel] = 0.02 + field * (Math.min(1, toned) - 0.02);
        }
      }
    }
  }

  private static void convolve(
      double[] from, double[] to, int lines, int length, int line, int step, double[] kernel) {
    int reach = kernel.length / 2;
    for (int i = 0; i < lines; i++) {
      for (int j = 0; j < length; j++) {
        double red = 0;
        double green = 0;
        double blue = 0;
        for (int k = 0; k < kernel.length; k++) {
          int at = i * line + Math.min(length - 1, Math.max(0, j + k - reach)) * step;
          red += kernel[k] * from[at];
          green += kernel[k] * from[at + 1];
          blue += kernel[k] * from[at + 2];
        }
        int at = i * line + j * step;
        to[at] = red;
        to[at + 1] = green;
        to[at + 2] = blue;
      }
    }
  }

  private static double[] kernel(double deviation) {
    int reach = (int) StrictMath.ceil(2.5 * deviation);
    double[] kernel = new double[2 * reach + 1];
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      double x = (i - reach) / deviation;
      kernel[i] = StrictMath.exp(-0.5 * x * x);
      sum += kernel[i];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    return kernel;
  }

  /** Returns a roughly standard normal number: the sum of four 16-bit numbers of one draw. */
  private static double bell(RandomStream random) {
    long bits = random.bits();
    long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
    return (sum - 2 * 65535.0) / 37837.0;
  }
}
