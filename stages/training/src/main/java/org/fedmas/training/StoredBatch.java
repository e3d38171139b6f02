package org.fedmas.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.fedmas.tables.feature.FeatureTable;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.input.PixelBatch;
import org.fedmas.tensors.input.PreparedImage;
import org.jspecify.annotations.Nullable;

/**
 * A batch of stored images, each in the view that it is trained on.
 *
 * @param images the images
 * @param views the view of each
 * @param featuresSeed seed of the views
 * @param features of the auxiliary network; null where none are needed
 */
record StoredBatch(
    List<PreparedImage> images, int[] views, long featuresSeed, @Nullable FeatureTable features)
    implements TrainingBatch {

  @Override
  public int[] labels() {
    return images.stream().mapToInt(PreparedImage::label).toArray();
  }

  @Override
  public NDArray images(NDManager owner) {
    PixelBatch pixels = new PixelBatch(images.get(0).stored().width(), images.size());
    for (int i = 0; i < views.length; i++) {
      pixels.add(images.get(i).view(views[i], featuresSeed));
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
    for (int i = 0; i < views.length; i++) {
      float[] row = features.features(images.get(i).id(), views[i]);
      System.arraycopy(row, 0, values, i * width, width);
    }
    return Transfer.matrix(owner, values, images.size(), width);
  }
}
