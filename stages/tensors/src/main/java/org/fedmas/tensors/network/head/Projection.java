package org.fedmas.tensors.network.head;

import ai.djl.ndarray.NDArray;
import org.fedmas.tensors.network.layer.Activation;
import org.fedmas.tensors.network.layer.LayerGraph;
import org.fedmas.tensors.network.layer.LayoutBuilder;
import org.fedmas.tensors.network.layer.Linear;
import org.fedmas.tensors.network.layer.PlainPass;
import org.jspecify.annotations.Nullable;

/**
 * Two linear layers with a rectifier between them.
 *
 * @param first the first layer
 * @param norm batch normalisation before the rectifier; null for none
 * @param second the second layer
 */
record Projection(Linear first, @Nullable String norm, Linear second) {

  /** Returns linear, normalisation, rectifier, linear, numbered as in PyTorch's Sequential. */
  static Projection normalised(String name, int inputs, int hidden, int outputs) {
    return new Projection(
        new Linear(name + ".0", inputs, hidden),
        name + ".1",
        new Linear(name + ".3", hidden, outputs));
  }

  static Projection plain(int inputs, int hidden, int outputs) {
    return new Projection(
        new Linear("p1", inputs, hidden), null, new Linear("p2", hidden, outputs));
  }

  int outputs() {
    return second.outputs();
  }

  void declare(LayoutBuilder layout) {
    first.declare(layout);
    if (norm != null) {
      layout.batchNorm(norm, first.outputs());
    }
    second.declare(layout);
  }

  NDArray apply(PlainPass pass, NDArray x) {
    try (NDArray hidden = hidden(pass, x)) {
      return pass.linear(second, hidden);
    }
  }

  String draw(LayerGraph graph, String x) {
    String y = graph.linear(first, x);
    return graph.linear(second, graph.relu(norm == null ? y : graph.norm(norm, y)));
  }

  private NDArray hidden(PlainPass pass, NDArray x) {
    NDArray y = pass.linear(first, x);
    if (norm == null) {
      return Activation.RELU.of(y);
    }
    try (y) {
      return Activation.RELU.of(pass.norm(norm, y));
    }
  }
}
