package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;

/**
 * The normalised classifier of LDAM: the cosines, in [−1, 1], between a feature and one direction
 * per class. Its weight is [inputs, classes]; only the directions of its columns matter, not their
 * lengths. Source: arXiv 1906.07413.
 */
record CosineClassifier(String name, int inputs, int outputs) implements Classifier {

  @Override
  public void declare(LayoutBuilder layout) {
    layout.directions(name, inputs, outputs);
  }

  @Override
  public String draw(LayerGraph graph, String x) {
    return graph.cosines(name + ".weight", x);
  }

  @Override
  public NDArray apply(PlainPass pass, NDArray x) {
    return pass.cosines(this, x);
  }
}
