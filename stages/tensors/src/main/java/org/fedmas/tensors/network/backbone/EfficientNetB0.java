package org.fedmas.tensors.network.backbone;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.tensors.network.layer.Activation;
import org.fedmas.tensors.network.layer.Convolution;
import org.fedmas.tensors.network.layer.ConvolutionNorm;
import org.fedmas.tensors.network.layer.InvertedResidual;
import org.fedmas.tensors.network.layer.TrunkLayer;
import org.fedmas.tensors.network.layer.UnusedLinear;

/** EfficientNet-B0; 1280 features. Source: arXiv 1905.11946, table 1. */
public record EfficientNetB0() implements Backbone {

  private record Stage(
      int expansion, int kernel, int stride, int inputs, int outputs, int repeats) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage(1, 3, 1, 32, 16, 1),
          new Stage(6, 3, 2, 16, 24, 2),
          new Stage(6, 5, 2, 24, 40, 2),
          new Stage(6, 3, 2, 40, 80, 3),
          new Stage(6, 5, 1, 80, 112, 3),
          new Stage(6, 5, 2, 112, 192, 4),
          new Stage(6, 3, 1, 192, 320, 1));

  @Override
  public String id() {
    return "efficientnet-b0";
  }

  @Override
  public Trunk trunk() {
    List<TrunkLayer> layers = new ArrayList<>();
    layers.add(edge("features.0", Convolution.of("features.0.0", 3, 32, 3, 2)));
    double blocks = STAGES.stream().mapToInt(Stage::repeats).sum();
    int block = 0;
    for (int i = 0; i < STAGES.size(); i++) {
      Stage stage = STAGES.get(i);
      for (int j = 0; j < stage.repeats(); j++) {
        layers.add(
            InvertedResidual.of(
                "features." + (i + 1) + "." + j + ".block",
                block++ / blocks,
                j == 0 ? stage.inputs() : stage.outputs(),
                stage.outputs(),
                stage.expansion(),
                stage.kernel(),
                j == 0 ? stage.stride() : 1));
      }
    }
    layers.add(edge("features.8", Convolution.of("features.8.0", 320, 1280, 1, 1)));
    layers.add(new UnusedLinear("classifier.1", 1280, 1000));
    return new Trunk(layers, 1280);
  }

  @Override
  public boolean skipsBlocks() {
    return true;
  }

  @Override
  public double dropout() {
    return 0.2;
  }

  /** Returns the cost by time: few multiply-adds, but many small layers that wait for memory. */
  @Override
  public double cost() {
    return 0.9;
  }

  @Override
  public Family family() {
    return Family.IMAGENET;
  }

  private static ConvolutionNorm edge(String name, Convolution convolution) {
    return new ConvolutionNorm(convolution, name + ".1", Activation.SILU);
  }
}
