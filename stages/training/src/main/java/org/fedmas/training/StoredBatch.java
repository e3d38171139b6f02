package org.fedmas.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.fedmas.images.ViewSettings;
import org.fedmas.tables.feature.FeatureTable;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.input.PixelBatch;
import org.fedmas.tensors.input.PreparedImage;
import org.jspecify.annotations.Nullable;

/**
 * A batch of stored images, each in the view that it is trained on.
 *
 * @param images the images
 * @param numbers the view of each
 * @param views how views are drawn
 * @param features of the auxiliary network; null where none are needed
 */
record StoredBatch(
    List<PreparedImage> images, int[] numbers, ViewSettings views, @Nullable FeatureTable features)
    implements TrainingBatch {

  @Override
  public int[] labels() {
    return images.stream().mapToInt(PreparedImage::label).toArray();
  }

  @Override
  public NDArray images(NDManager owner) {
    PixelBatch pixels = new PixelBatch(images.get(0).stored().width(), images.size());
    for (int i = 0; i < numbers.length; i++) {
      pixels.add(images.get(i).view(numbers[i], views));
    }
    return pixels.upload(owner);
  }

  @Override
  public @Nullable NDArray references(NDManager owner) {
    if (features == null) {
      return null;
    }
    int width = features.dimension();
    float[] values = new float[images.size() * width];
    for (int i = 0; i < numbers.length; i++) {
      float[] row = features.features(images.get(i).id(), numbers[i]);
      System.arraycopy(row, 0, values, i * width, width);
    }
    return Transfer.matrix(owner, values, images.size(), width);
  }
}
