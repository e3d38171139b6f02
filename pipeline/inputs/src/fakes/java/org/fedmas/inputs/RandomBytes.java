package org.fedmas.inputs;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Reproducible bytes that do not compress. */
public final class RandomBytes {

  private RandomBytes() {}

  public static byte[] of(int length, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
