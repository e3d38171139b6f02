package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;

/** A linear layer with bias. */
public record Linear(String name, int inputs, int outputs) implements Classifier {

  @Override
  public void declare(LayoutBuilder layout) {
    layout.weight(name, outputs, inputs);
    layout.bias(name, outputs);
  }

  @Override
  public String draw(LayerGraph graph, String x) {
    return graph.linear(this, x);
  }

  @Override
  public NDArray apply(PlainPass pass, NDArray x) {
    return pass.linear(this, x);
  }
}
