package org.fedmas.tensors.network.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.fedmas.tensors.network.layer.LayerGraph;
import org.fedmas.tensors.network.layer.LayoutBuilder;
import org.fedmas.tensors.network.layer.Operations;
import org.fedmas.tensors.network.layer.Pass;
import org.fedmas.tensors.network.layer.TrunkLayer;

/**
 * The layers of a backbone; the mean over each feature map follows the last one.
 *
 * @param layers the layers, in the order in which they are applied
 * @param features the width of the features
 */
public record Trunk(List<TrunkLayer> layers, int features) {

  public Trunk {
    layers = List.copyOf(layers);
  }

  /** Adds the tensors of all layers, in the order of the state dict. */
  public void declare(LayoutBuilder layout) {
    layers.forEach(layer -> layer.declare(layout));
  }

  /**
   * Computes the features of images.
   *
   * @param x [n, channels, h, w]; stays open
   * @return [n, features]
   */
  public NDArray apply(Pass pass, NDArray x) {
    NDArray last = TrunkLayer.chain(layers, pass, x);
    try (NDArray mean = Operations.mean(last)) {
      return mean.reshape(new Shape(x.getShape().get(0), features));
    } finally {
      if (last != x) {
        last.close();
      }
    }
  }

  /**
   * Adds the layers to a graph.
   *
   * @param x the name of the images, [n, channels, h, w]
   * @return the name of the features, [n, features, 1, 1]
   */
  public String draw(LayerGraph graph, String x) {
    String last = x;
    for (TrunkLayer layer : layers) {
      last = layer.draw(graph, last);
    }
    return graph.mean(last);
  }
}
