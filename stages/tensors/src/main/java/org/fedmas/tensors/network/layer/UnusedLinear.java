package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;

/** A linear layer that the state dict lists but no pass uses; it never has a gradient. */
public record UnusedLinear(String name, int inputs, int outputs) implements TrunkLayer {

  @Override
  public void declare(LayoutBuilder layout) {
    layout.weight(name, outputs, inputs);
    layout.bias(name, outputs);
  }

  @Override
  public String draw(LayerGraph graph, String x) {
    return x;
  }

  @Override
  public NDArray apply(Pass pass, NDArray x) {
    return x;
  }
}
