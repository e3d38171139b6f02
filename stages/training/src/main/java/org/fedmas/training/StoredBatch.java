package org.fedmas.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.fedmas.tensors.input.AuxiliaryFeatures;
import org.fedmas.tensors.input.PixelBatch;
import org.fedmas.tensors.input.ViewedImage;
import org.jspecify.annotations.Nullable;

/**
 * A batch of images, each in the view of its epoch.
 *
 * @param features the auxiliary network's features; null if no term needs them
 */
record StoredBatch(
    List<ViewedImage> images, PixelBatch pixels, @Nullable AuxiliaryFeatures features)
    implements TrainingBatch {

  @Override
  public int[] labels() {
    return images.stream().mapToInt(viewed -> viewed.image().label()).toArray();
  }

  @Override
  public NDArray images(NDManager owner) {
    return pixels.upload(owner);
  }

  @Override
  public @Nullable NDArray features(NDManager owner) {
    return features == null ? null : features.of(images, pixels, owner);
  }
}
