package org.fedmas.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.fedmas.images.RgbImage;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.contrast.ViewPairs;

/**
 * A batch of two views of noise per image, ready in memory.
 *
 * @param size number of images
 * @param side both sides of a view in pixels
 * @param views [2][size × side × side × 3]
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ReadyPairs(int size, int side, float[][] views) implements ViewPairs {

  static ReadyPairs of(int size, int side) {
    Random random = new Random(1);
    float[][] views = new float[2][size * side * side * RgbImage.CHANNELS];
    for (float[] view : views) {
      for (int i = 0; i < view.length; i++) {
        view[i] = (float) random.nextGaussian();
      }
    }
    return new ReadyPairs(size, side, views);
  }

  @Override
  public NDArray queries(NDManager owner, int[] rows) {
    return taken(owner, views[0], rows);
  }

  @Override
  public NDArray keys(NDManager owner, int[] rows) {
    return taken(owner, views[1], rows);
  }

  private NDArray taken(NDManager owner, float[] all, int[] rows) {
    int length = all.length / size;
    float[] own = new float[rows.length * length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(all, rows[i] * length, own, i * length, length);
    }
    return Transfer.images(owner, own, rows.length, side, side, RgbImage.CHANNELS);
  }
}
