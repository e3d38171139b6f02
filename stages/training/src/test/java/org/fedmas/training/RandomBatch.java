package org.fedmas.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tensors.Transfer;
import org.jspecify.annotations.Nullable;

/**
 * A batch of noise, equal for equal seeds.
 *
 * @param width of the auxiliary features; 0 for none
 */
record RandomBatch(long seed, int[] labels, int width) implements TrainingBatch {

  private static final int SIDE = 32;

  RandomBatch withoutFeatures() {
    return new RandomBatch(seed, labels, 0);
  }

  @Override
  public NDArray images(NDManager owner) {
    float[] pixels = noise("pixels", labels.length * SIDE * SIDE * 3);
    return Transfer.images(owner, pixels, labels.length, SIDE, SIDE, 3);
  }

  @Override
  public @Nullable NDArray features(NDManager owner) {
    return width == 0
        ? null
        : Transfer.matrix(owner, noise("references", labels.length * width), labels.length, width);
  }

  private float[] noise(String purpose, int count) {
    RandomStream stream = RandomKey.of(seed).with(purpose).stream();
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) stream.normal();
    }
    return values;
  }
}
