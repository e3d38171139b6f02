package org.fedmas.tensors.input;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.images.RgbImage;
import org.fedmas.images.prepare.Normalisation;
import org.fedmas.tensors.Transfer;

/** Normalised pixels of images of equal size, to be uploaded to the engine. */
public final class PixelBatch {

  private final int capacity;
  private int side;
  private float[] pixels = {};
  private int size;

  /**
   * Creates an empty batch; the first image decides the size of all.
   *
   * @param capacity expected number of images
   */
  public PixelBatch(int capacity) {
    this.capacity = capacity;
  }

  /** Appends a square image of the size of those before it. */
  public void add(RgbImage image) {
    if (side == 0) {
      side = image.width();
      pixels = new float[capacity * imageSize()];
    }
    if (image.width() != side || image.height() != side) {
      throw new StageFailedException(
          "image size: found %sx%s, expected %sx%s"
              .formatted(image.width(), image.height(), side, side));
    }
    if ((size + 1) * imageSize() > pixels.length) {
      pixels = Arrays.copyOf(pixels, Math.max(1, 2 * size) * imageSize());
    }
    Normalisation.IMAGENET.channelsLast(image, pixels, size * imageSize());
    size++;
  }

  /** Returns the number of images. */
  public int size() {
    return size;
  }

  /** Removes all images and keeps the memory. */
  public void clear() {
    size = 0;
  }

  /** Uploads all images in the form that networks accept, [n, 3, side, side]. */
  public NDArray upload(NDManager owner) {
    return upload(owner, 0, size);
  }

  /** Uploads a range of the images, [until − from, 3, side, side]. */
  NDArray upload(NDManager owner, int from, int until) {
    return Transfer.images(owner, pixels, from, until - from, side, side, RgbImage.CHANNELS);
  }

  private int imageSize() {
    return side * side * RgbImage.CHANNELS;
  }
}
