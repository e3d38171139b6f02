package org.fedmas.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.fedmas.tensors.input.AuxiliaryFeatures;
import org.fedmas.tensors.input.PixelBatch;
import org.fedmas.tensors.input.ViewedImage;
import org.jspecify.annotations.Nullable;

/** A batch of images, each in the view that it is trained on. */
final class StoredBatch implements TrainingBatch {

  private final List<ViewedImage> images;
  private final PixelBatch pixels;
  private final @Nullable AuxiliaryFeatures references;

  /**
   * Creates a batch.
   *
   * @param pixels those of the images
   * @param references the auxiliary network's features; null where none are needed
   */
  StoredBatch(List<ViewedImage> images, PixelBatch pixels, @Nullable AuxiliaryFeatures references) {
    this.images = images;
    this.pixels = pixels;
    this.references = references;
  }

  @Override
  public int[] labels() {
    return images.stream().mapToInt(viewed -> viewed.image().label()).toArray();
  }

  @Override
  public NDArray images(NDManager owner) {
    return pixels.upload(owner);
  }

  @Override
  public @Nullable NDArray references(NDManager owner) {
    return references == null ? null : references.of(images, pixels, owner);
  }
}
