package org.fedmas.tensors.network.backbone;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tensors.network.layer.Activation;
import org.fedmas.tensors.network.layer.Convolution;
import org.fedmas.tensors.network.layer.ConvolutionNorm;
import org.fedmas.tensors.network.layer.MaxPool;
import org.fedmas.tensors.network.layer.ResidualBlock;
import org.fedmas.tensors.network.layer.TrunkLayer;

/**
 * A residual network: a stem, then stages that halve height and width. Source: arXiv 1512.03385.
 *
 * @param id the name in configurations
 * @param family decides the stem: 7×7 with stride 2 and pooling for photographs, 3×3 for thumbnails
 * @param blocks the number of blocks of each stage
 * @param width channels of the stem and of the first stage before expansion; each stage doubles it
 * @param bottleneck whether blocks are bottlenecks rather than basic blocks
 * @param normalisesProjection whether a normalisation follows the projection of a {@code contrast}
 *     head
 * @param side the only height and width that images may have; 0 for any
 * @param cost as {@link FeatureExtractor#cost}
 */
public record ResNet(
    String id,
    Family family,
    List<Integer> blocks,
    int width,
    boolean bottleneck,
    boolean normalisesProjection,
    int side,
    double cost)
    implements Backbone {
  /** ResNet-8 for images of 32×32; 256 features. */
  public static final ResNet RESNET8 =
      new ResNet("resnet8", Family.SMALL, List.of(1, 1, 1), 64, false, true, 32, 5.1);

  /** ResNet-20 for thumbnails; 64 features. */
  public static final ResNet RESNET20 =
      new ResNet("resnet20", Family.SMALL, List.of(3, 3, 3), 16, false, false, 0, 1.6);

  /** ResNet-18; 512 features. */
  public static final ResNet RESNET18 =
      new ResNet("resnet18", Family.IMAGENET, List.of(2, 2, 2, 2), 64, false, false, 0, 1);

  /** ResNet-50; 2048 features. */
  public static final ResNet RESNET50 =
      new ResNet("resnet50", Family.IMAGENET, List.of(3, 4, 6, 3), 64, true, false, 0, 2.3);

  /** ResNet-56 for thumbnails; 256 features. */
  public static final ResNet RESNET56 =
      new ResNet("resnet56", Family.SMALL, List.of(6, 6, 6), 16, true, false, 0, 2.1);

  @Override
  public Trunk trunk() {
    List<TrunkLayer> layers = new ArrayList<>(stem());
    int channels = width;
    for (int stage = 0; stage < blocks.size(); stage++) {
      int inner = width << stage;
      for (int i = 0; i < blocks.get(stage); i++) {
        String block = "layer" + (stage + 1) + "." + i;
        int stride = stage > 0 && i == 0 ? 2 : 1;
        layers.add(
            bottleneck
                ? ResidualBlock.bottleneck(block, channels, inner, stride)
                : ResidualBlock.basic(block, channels, inner, stride));
        channels = bottleneck ? inner * ResidualBlock.EXPANSION : inner;
      }
    }
    return new Trunk(layers, channels);
  }

  private List<TrunkLayer> stem() {
    boolean photographs = family == Family.IMAGENET;
    Convolution first = Convolution.of("conv1", 3, width, photographs ? 7 : 3, photographs ? 2 : 1);
    return photographs
        ? List.of(
            new ConvolutionNorm(first, "bn1", Activation.NONE),
            new MaxPool(3, 2, 1, Activation.RELU))
        : List.of(new ConvolutionNorm(first, "bn1", Activation.RELU));
  }

  @Override
  public void requireImages(long height, long imageWidth) {
    if (side > 0 && (height != side || imageWidth != side)) {
      throw new ConfigException(
          """
          %s takes images of %sx%s, found %sx%s; \
          set image.size to %s or choose another model.backbone, for example resnet18"""
              .formatted(id, side, side, height, imageWidth, side));
    }
  }
}
