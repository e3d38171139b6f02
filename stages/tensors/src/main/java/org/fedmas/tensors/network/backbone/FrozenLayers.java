package org.fedmas.tensors.network.backbone;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** The layers of a feature extractor with fixed values, which compute in evaluation mode. */
public interface FrozenLayers {

  /**
   * Computes the features of images.
   *
   * @param x [n, 3, h, w] float32; stays open and owns the result
   * @return [n, features]
   */
  NDArray features(NDArray x);

  /** Returns the arrays that features are computed from, in a fixed order. */
  List<NDArray> tensors();
}
