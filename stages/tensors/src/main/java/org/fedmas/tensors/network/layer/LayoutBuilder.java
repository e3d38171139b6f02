package org.fedmas.tensors.network.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A builder of layouts that lists tensors in the order in which the layers declare them. */
public final class LayoutBuilder {

  private final List<TensorSpec> tensors = new ArrayList<>();

  /** Adds the weight of a convolution or a linear layer. */
  public void weight(String layer, long... shape) {
    add(layer + ".weight", TensorRole.WEIGHT, shape);
  }

  void directions(String layer, int inputs, int outputs) {
    add(layer + ".weight", TensorRole.DIRECTIONS, inputs, outputs);
  }

  /** Adds the bias of a convolution or a linear layer. */
  public void bias(String layer, int outputs) {
    add(layer + ".bias", TensorRole.BIAS, outputs);
  }

  void scale(String layer) {
    add(layer + ".scale", TensorRole.SCALE, 1);
  }

  /** Adds the tensors of a batch normalisation. */
  public void batchNorm(String layer, int channels) {
    add(layer + ".weight", TensorRole.GAMMA, channels);
    add(layer + ".bias", TensorRole.BETA, channels);
    add(layer + ".running_mean", TensorRole.MEAN, channels);
    add(layer + ".running_var", TensorRole.VARIANCE, channels);
    add(layer + ".num_batches_tracked", TensorRole.COUNT);
  }

  /** Adds the tensors of a layer normalisation. */
  public void layerNorm(String layer, int width) {
    add(layer + ".weight", TensorRole.GAMMA, width);
    add(layer + ".bias", TensorRole.BETA, width);
  }

  /** Returns the layout of the tensors added so far. */
  public Layout build() {
    return new Layout(tensors);
  }

  /** Adds a tensor under its whole name. */
  public void add(String name, TensorRole role, long... shape) {
    tensors.add(new TensorSpec(name, Arrays.stream(shape).boxed().toList(), role));
  }
}
