package org.fedmas.tensors.contrast;

import ai.djl.ndarray.NDArray;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.PlainPass;

/** The layers that map a batch to features, and features to embeddings. */
public interface EncoderLayers {

  /** Returns the tensors of all layers, in the order of PyTorch's state dict. */
  Layout layout();

  /**
   * Computes the features of a batch.
   *
   * @param x the batch; stays open
   * @return [n, features]
   */
  NDArray features(PlainPass pass, NDArray x);

  /**
   * Computes the embeddings of features, before their normalisation.
   *
   * @param features [n, features]; stays open
   * @return [n, dimension]
   */
  NDArray embeddings(PlainPass pass, NDArray features);
}
