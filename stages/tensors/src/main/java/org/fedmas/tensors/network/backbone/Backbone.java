package org.fedmas.tensors.network.backbone;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.network.layer.FoldedPass;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.LayoutBuilder;

/** A convolutional network that maps images to feature vectors. */
public sealed interface Backbone extends FeatureExtractor
    permits ChannelMeans, EfficientNetB0, ResNet {

  /** Tensors of heads, which are ignored because heads always start from drawn values. */
  List<String> HEADS =
      List.of("fc.*", "classifier.*", "p.*", "p1.*", "p2.*", "p_free.*", "fc_free.*");

  /** Returns the backbones. */
  static Choice<Backbone> choice() {
    return Choice.of(
        "model.backbone",
        "resnet18",
        ResNet.RESNET8,
        ResNet.RESNET18,
        ResNet.RESNET20,
        ResNet.RESNET50,
        ResNet.RESNET56,
        new EfficientNetB0());
  }

  /** Returns the parts. */
  Trunk trunk();

  /** Returns the kind of images that the network was made for. */
  Family family();

  @Override
  default int features() {
    return trunk().features();
  }

  /** Returns the tensors of the backbone without a head, in the order of PyTorch's state dict. */
  @Override
  default Layout layout() {
    LayoutBuilder builder = new LayoutBuilder();
    trunk().declare(builder);
    return builder.build();
  }

  /** Returns whether the projection of a {@code contrast} head is followed by a normalisation. */
  default boolean normalisesProjection() {
    return false;
  }

  /** Returns whether training may skip blocks ({@link Regularisation#stochasticDepth()}). */
  default boolean skipsBlocks() {
    return false;
  }

  /** Returns the published probability of dropout before {@code fc}. */
  default double dropout() {
    return 0;
  }

  @Override
  default List<String> ignored() {
    return HEADS;
  }

  @Override
  default Optional<Backbone> adapting() {
    return Optional.of(this);
  }

  @Override
  default FrozenLayers frozen(ModelState state, NDManager manager) {
    Trunk trunk = trunk();
    return new FoldedTrunk(trunk, FoldedPass.of(trunk.layers(), state, manager, Precision.FLOAT32));
  }

  /**
   * Checks that the network accepts images of this size.
   *
   * @throws ConfigException naming the accepted size, if it does not
   */
  @Override
  default void requireImages(long height, long width) {}

  /** The kind of images of a network, which decides the layers between features and {@code fc}. */
  enum Family {
    /** Photographs: features enter {@code fc} directly. */
    IMAGENET,
    /** Thumbnails: every head but the plain one projects the features first. */
    SMALL
  }
}
