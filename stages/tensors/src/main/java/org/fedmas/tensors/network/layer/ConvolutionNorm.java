package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * A convolution without bias, batch normalisation, and an activation.
 *
 * @param convolution the convolution
 * @param norm the normalisation's layer name
 * @param activation the function applied last
 */
public record ConvolutionNorm(Convolution convolution, String norm, Activation activation)
    implements TrunkLayer {

  @Override
  public void declare(LayoutBuilder layout) {
    convolution.declare(layout);
    layout.batchNorm(norm, convolution.outputs());
  }

  @Override
  public List<ConvolutionNorm> normalised() {
    return List.of(this);
  }

  @Override
  public String draw(LayerGraph graph, String x) {
    return activation.draw(graph, graph.convolutionNorm(this, x));
  }

  @Override
  public NDArray apply(Pass pass, NDArray x) {
    return activation.of(pass.convolutionNorm(this, x));
  }
}
