package org.fedmas.tensors.input;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.images.RgbImage;
import org.fedmas.images.prepare.Normalisation;
import org.fedmas.tensors.Transfer;

/** Normalised pixels of some images of equal size, on their way to the engine. */
public final class PixelBatch {

  private final int side;
  private float[] pixels;
  private int size;

  /**
   * Creates an empty batch.
   *
   * @param side of the square images in pixels
   * @param capacity how many images are expected
   */
  public PixelBatch(int side, int capacity) {
    this.side = side;
    this.pixels = new float[capacity * imageSize()];
  }

  /** Appends an image. */
  public void add(RgbImage image) {
    if (image.width() != side || image.height() != side) {
      throw new StageFailedException(
          "expected square images of side "
              + side
              + ", found one of "
              + image.width()
              + " x "
              + image.height());
    }
    if ((size + 1) * imageSize() > pixels.length) {
      pixels = Arrays.copyOf(pixels, Math.max(1, 2 * size) * imageSize());
    }
    Normalisation.IMAGENET.channelsLast(image, pixels, size * imageSize());
    size++;
  }

  /** How many images it holds. */
  public int size() {
    return size;
  }

  /** Removes all images, keeping the memory. */
  public void clear() {
    size = 0;
  }

  /** Returns the images as a network takes them, [n, 3, side, side]. */
  public NDArray upload(NDManager owner) {
    return upload(owner, 0, size);
  }

  /** Returns some of the images, [until − from, 3, side, side]. */
  public NDArray upload(NDManager owner, int from, int until) {
    return Transfer.images(owner, pixels, from, until - from, side, side, RgbImage.CHANNELS);
  }

  private int imageSize() {
    return side * side * RgbImage.CHANNELS;
  }
}
