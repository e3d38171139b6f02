package org.fedmas.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.AdaptingNetwork;
import org.fedmas.tensors.network.FeatureNetwork;
import org.fedmas.tensors.network.backbone.Backbone;

/**
 * A golden client's pictures where it owns a copy of the auxiliary network, as published: the prior
 * pass of its first round moves the copy's statistics batch by batch.
 *
 * @param moving with the features that this pass compared with; those of no batch keep the shared
 *     network's
 * @param moved with the features of the copy as it stays afterwards
 */
record AdaptedImages(GoldenImages moving, GoldenImages moved) {

  static AdaptedImages of(
      GoldenImages images,
      List<int[]> batches,
      Backbone backbone,
      ModelState shared,
      NDManager manager,
      DataType type) {
    float[][] moving = images.features().clone();
    ModelState own;
    try (AdaptingNetwork copy = AdaptingNetwork.of(backbone, shared, manager, type)) {
      for (int[] members : batches) {
        try (NDManager scope = copy.manager().newSubManager()) {
          NDArray features = copy.features(images.batch(members, type).images(scope));
          float[] values = Transfer.floats(features.toType(DataType.FLOAT32, false));
          for (int i = 0; i < members.length; i++) {
            moving[members[i]] = new float[copy.features()];
            System.arraycopy(values, i * copy.features(), moving[members[i]], 0, copy.features());
          }
        }
      }
      own = copy.save();
    }
    try (FeatureNetwork network = FeatureNetwork.of(backbone, own, manager)) {
      return new AdaptedImages(images.withFeatures(moving), images.seenBy(network));
    }
  }
}
