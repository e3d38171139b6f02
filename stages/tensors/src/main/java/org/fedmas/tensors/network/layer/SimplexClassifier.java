package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/**
 * The classifier of FedETF: the feature is mapped to one number per class and scaled to length 1;
 * its inner products with fixed directions, the vertices of a simplex, are multiplied by a learned
 * scale. The directions are not entries of the state. Source: arXiv 2303.10058, section 4.
 *
 * @param directions [outputs, outputs], one column per class
 */
public record SimplexClassifier(String name, int inputs, int outputs, double[][] directions)
    implements Classifier {

  /** Returns the linear layer before the directions. */
  Linear map() {
    return new Linear(name, inputs, outputs);
  }

  @Override
  public void declare(LayoutBuilder layout) {
    map().declare(layout);
    layout.scale(name);
  }

  @Override
  public String draw(LayerGraph graph, String x) {
    return graph.scaledCosines(directions, name + ".scale", graph.linear(map(), x));
  }

  @Override
  public NDArray apply(PlainPass pass, NDArray x) {
    return pass.simplex(this, x);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SimplexClassifier that
        && map().equals(that.map())
        && Arrays.deepEquals(directions, that.directions);
  }

  @Override
  public int hashCode() {
    return 31 * map().hashCode() + Arrays.deepHashCode(directions);
  }

  @Override
  public String toString() {
    return "simplex " + map();
  }
}
