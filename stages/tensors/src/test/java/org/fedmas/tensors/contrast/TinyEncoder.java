package org.fedmas.tensors.contrast;

import ai.djl.ndarray.NDArray;
import org.fedmas.tensors.network.layer.Activation;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.LayoutBuilder;
import org.fedmas.tensors.network.layer.Linear;
import org.fedmas.tensors.network.layer.PlainPass;

/** An encoder of vectors: linear, normalisation, rectifier, then the head of MoCo v2. */
record TinyEncoder(int inputs, int width, int dimension) implements EncoderLayers {

  @Override
  public Layout layout() {
    LayoutBuilder builder = new LayoutBuilder();
    hidden().declare(builder);
    builder.batchNorm("bn1", width);
    first().declare(builder);
    second().declare(builder);
    return builder.build();
  }

  @Override
  public NDArray features(PlainPass pass, NDArray x) {
    try (NDArray hidden = pass.linear(hidden(), x)) {
      return Activation.RELU.of(pass.norm("bn1", hidden));
    }
  }

  @Override
  public NDArray embeddings(PlainPass pass, NDArray features) {
    try (NDArray between = Activation.RELU.of(pass.linear(first(), features))) {
      return pass.linear(second(), between);
    }
  }

  private Linear hidden() {
    return new Linear("hidden", inputs, width);
  }

  private Linear first() {
    return new Linear("fc.0", width, width);
  }

  private Linear second() {
    return new Linear("fc.2", width, dimension);
  }
}
