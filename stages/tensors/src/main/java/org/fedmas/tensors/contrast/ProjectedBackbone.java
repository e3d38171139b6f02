package org.fedmas.tensors.contrast;

import ai.djl.ndarray.NDArray;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.layer.Activation;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.LayoutBuilder;
import org.fedmas.tensors.network.layer.Linear;
import org.fedmas.tensors.network.layer.PlainPass;

/**
 * A backbone with the head of MoCo v2: {@code fc.0} (linear, as wide as the features), a rectifier,
 * {@code fc.2} (linear). Source: arXiv 2003.04297.
 *
 * @param dimension the width of the embeddings
 */
public record ProjectedBackbone(Backbone backbone, int dimension) implements EncoderLayers {

  @Override
  public Layout layout() {
    LayoutBuilder builder = new LayoutBuilder();
    backbone.trunk().declare(builder);
    first().declare(builder);
    second().declare(builder);
    return builder.build();
  }

  @Override
  public NDArray features(PlainPass pass, NDArray x) {
    backbone.requireImages(x.getShape().get(2), x.getShape().get(3));
    return backbone.trunk().apply(pass, x);
  }

  @Override
  public NDArray embeddings(PlainPass pass, NDArray features) {
    try (NDArray hidden = Activation.RELU.of(pass.linear(first(), features))) {
      return pass.linear(second(), hidden);
    }
  }

  private Linear first() {
    return new Linear("fc.0", backbone.features(), backbone.features());
  }

  private Linear second() {
    return new Linear("fc.2", backbone.features(), dimension);
  }
}
