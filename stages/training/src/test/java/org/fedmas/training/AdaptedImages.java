package org.fedmas.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import org.fedmas.features.Adaptation;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.network.AdaptingNetwork;
import org.fedmas.tensors.network.FeatureNetwork;
import org.fedmas.tensors.network.backbone.Backbone;

/**
 * A golden client's pictures if the client adapts a copy of the auxiliary network, as published.
 *
 * @param moving with the features that the first prior pass compares with; pictures outside its
 *     batches have the shared network's
 * @param moved with the features of the adapted copy
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
      int width = copy.features();
      for (int[] members : batches) {
        float[] rows = Adaptation.adapt(copy, step -> images.batch(members, type).images(step));
        for (int i = 0; i < members.length; i++) {
          moving[members[i]] = Arrays.copyOfRange(rows, i * width, (i + 1) * width);
        }
      }
      own = copy.save();
    }
    try (FeatureNetwork network = FeatureNetwork.of(backbone, own, manager)) {
      return new AdaptedImages(images.withFeatures(moving), images.seenBy(network));
    }
  }
}
