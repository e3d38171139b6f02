package org.fedmas.tensors.input;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.fedmas.contract.Digest;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.FeatureNetwork;

/**
 * Features computed from the pixels of the training batch.
 *
 * @param network the auxiliary network, which is closed together with these features
 */
record ComputedAuxiliaryFeatures(FeatureNetwork network) implements AuxiliaryFeatures {

  /** Images per call; larger batches gain nothing on a CPU and use more memory. */
  private static final int BATCH = 16;

  @Override
  public NDArray of(List<ViewedImage> images, PixelBatch pixels, NDManager owner) {
    int width = network.features();
    float[] values = new float[pixels.size() * width];
    for (int from = 0; from < pixels.size(); from += BATCH) {
      int until = Math.min(pixels.size(), from + BATCH);
      try (NDManager step = network.manager().newSubManager()) {
        NDArray features = network.features(pixels.upload(step, from, until));
        System.arraycopy(
            Transfer.floats(features), 0, values, from * width, (until - from) * width);
      }
    }
    return Transfer.matrix(owner, values, pixels.size(), width);
  }

  @Override
  public Digest unchanged() {
    network.requireUnchanged();
    return network.identity();
  }

  @Override
  public void close() {
    network.close();
  }
}
