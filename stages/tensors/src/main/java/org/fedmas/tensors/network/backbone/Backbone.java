package org.fedmas.tensors.network.backbone;

import java.util.List;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.LayoutBuilder;
import org.fedmas.tensors.network.layer.Regularisation;

/** A convolutional network that maps images to feature vectors. */
public sealed interface Backbone permits EfficientNetB0, ResNet {

  /** Returns every backbone, in the order in which they are listed to users. */
  static List<Backbone> all() {
    return List.of(
        ResNet.RESNET8, ResNet.RESNET18, ResNet.RESNET50, ResNet.RESNET56, new EfficientNetB0());
  }

  /** Returns the name used in configurations. */
  String name();

  /** Returns the parts. */
  Trunk trunk();

  /** How its classifiers treat features. */
  Family family();

  /** Returns the width of its feature vectors. */
  default int features() {
    return trunk().features();
  }

  /** Returns the tensors of the backbone without a head, in the order of PyTorch's state dict. */
  default Layout layout() {
    LayoutBuilder builder = new LayoutBuilder();
    trunk().declare(builder);
    return builder.build();
  }

  /** Returns whether the projection of a {@code contrast} head is followed by a normalisation. */
  default boolean normalisesProjection() {
    return false;
  }

  /** Returns whether training may skip its blocks ({@link Regularisation#stochasticDepth()}). */
  default boolean skipsBlocks() {
    return false;
  }

  /**
   * Refuses image sizes that it does not take.
   *
   * @throws ConfigException saying which it takes
   */
  default void requireImages(long height, long width) {}

  /** Two lines of descent that differ in what stands between features and {@code fc}. */
  enum Family {
    /** Made for photographs: features enter {@code fc} as they are. */
    IMAGENET,
    /** Made for thumbnails: all heads but the plain one put a projection in between. */
    SMALL
  }
}
