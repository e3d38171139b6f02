package org.fedmas.tensors.network.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.network.layer.Operations;

/**
 * The linear map of each patch of an image to a token.
 *
 * @param weight [width, 3, side, side]
 * @param bias [width]
 */
record PatchEmbedding(NDArray weight, NDArray bias) {

  /** Returns the embedding with a map of the channels before it folded in, in double. */
  static PatchEmbedding of(StateNames names, ChannelMap before, FrozenTensors tensors) {
    StoredTensor stored = tensors.stored(names.patchWeight());
    float[] weight = stored.floats();
    int width = Math.toIntExact(stored.shape()[0]);
    int channels = Math.toIntExact(stored.shape()[1]);
    int square = weight.length / (width * channels);
    float[] bias =
        names.patchBias().map(name -> tensors.stored(name).floats()).orElse(new float[width]);
    for (int o = 0; o < width; o++) {
      double shift = 0;
      for (int i = o * channels * square; i < (o + 1) * channels * square; i++) {
        int c = i / square % channels;
        shift += weight[i] * before.shift()[c];
        weight[i] = (float) (weight[i] * before.scale()[c]);
      }
      bias[o] = (float) (bias[o] + shift);
    }
    return new PatchEmbedding(tensors.load(weight, stored.shape()), tensors.load(bias, width));
  }

  /**
   * Computes the tokens of the patches, row by row.
   *
   * @param x [n, 3, h, w]; stays open and owns the result
   * @return [n, patches, width]
   */
  NDArray apply(NDArray x) {
    try (NDArray maps = Operations.patches(x, weight, bias);
        NDArray channelsLast = maps.transpose(0, 2, 3, 1)) {
      Shape shape = channelsLast.getShape();
      return channelsLast.reshape(shape.get(0), shape.get(1) * shape.get(2), shape.get(3));
    }
  }
}
