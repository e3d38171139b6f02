package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.Transfer;

/** The weight and bias of a convolution into which a normalisation is folded. */
public record FoldedConvolution(NDArray weight, NDArray bias) {

  /** Returns the weight and bias of a convolution that has its own bias. */
  static FoldedConvolution of(Convolution layer, ModelState state, NDManager manager) {
    return new FoldedConvolution(
        Transfer.upload(manager, state.tensor(layer.name() + ".weight"), DataType.FLOAT32),
        Transfer.upload(manager, state.tensor(layer.name() + ".bias"), DataType.FLOAT32));
  }

  /**
   * Folds a normalisation with running statistics into the convolution before it, in double: {@code
   * w' = w·γ/s}, {@code b' = β − μ·γ/s}, where s is the running standard deviation.
   */
  static FoldedConvolution of(ConvolutionNorm layer, ModelState state, NDManager manager) {
    StoredTensor weight = state.tensor(layer.convolution().name() + ".weight");
    float[] gamma = state.tensor(layer.norm() + ".weight").floats();
    float[] beta = state.tensor(layer.norm() + ".bias").floats();
    float[] mean = state.tensor(layer.norm() + ".running_mean").floats();
    float[] variance = state.tensor(layer.norm() + ".running_var").floats();
    float[] values = weight.floats();
    float[] bias = new float[gamma.length];
    int perOutput = values.length / gamma.length;
    for (int o = 0; o < gamma.length; o++) {
      double factor = gamma[o] / Operations.deviation(variance[o]);
      bias[o] = (float) (beta[o] - mean[o] * factor);
      for (int i = o * perOutput; i < (o + 1) * perOutput; i++) {
        values[i] = (float) (values[i] * factor);
      }
    }
    return new FoldedConvolution(
        Transfer.upload(manager, StoredTensor.of(values, weight.shape()), DataType.FLOAT32),
        Transfer.upload(manager, StoredTensor.of(bias, bias.length), DataType.FLOAT32));
  }
}
