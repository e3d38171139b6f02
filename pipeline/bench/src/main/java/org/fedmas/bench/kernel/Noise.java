package org.fedmas.bench.kernel;

import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.images.RgbImage;

/** Random pixels and numbers. */
final class Noise {

  private Noise() {}

  static RgbImage image(int width, int height) {
    byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
    RandomStream stream = RandomKey.of(1).with("noise").stream();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) stream.below(256);
    }
    return new RgbImage(width, height, pixels);
  }

  static float[] floats(int length) {
    float[] values = new float[length];
    RandomStream stream = RandomKey.of(2).with("noise").stream();
    for (int i = 0; i < length; i++) {
      values[i] = (float) stream.uniform(-1, 1);
    }
    return values;
  }
}
