package org.fedmas.tensors.network.head;

import org.fedmas.contract.error.ConfigException;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.layer.ClassifierKind;

/**
 * The head of Fed-MAS: in addition to {@code fc}, a projector {@code z = p_free(f)} into the
 * auxiliary network's feature space and a second classifier {@code fc_free(z)}. Small backbones
 * pass f through {@code p} before {@code fc}. Source: arXiv 2307.14959, section 2.
 *
 * @param dimension width of the auxiliary network's features
 * @param kind the kind of both classifiers
 */
public record AuxiliaryHead(int dimension, ClassifierKind kind) implements Head {

  public AuxiliaryHead {
    requireWidth(dimension);
  }

  /** Creates a head with linear classifiers. */
  public AuxiliaryHead(int dimension) {
    this(dimension, ClassifierKind.LINEAR);
  }

  static void requireWidth(int dimension) {
    if (dimension < 1) {
      throw new ConfigException(
          "width of the auxiliary network's features: found %s, expected 1 or more"
              .formatted(dimension));
    }
  }

  @Override
  public HeadLayers layers(Backbone backbone, int classes) {
    int width = backbone.features();
    Projection feature =
        backbone.family() == Backbone.Family.SMALL
            ? Projection.normalised("p", width, width, width)
            : null;
    return HeadLayers.of(width, classes, feature, kind).withAuxiliary(width, dimension, kind);
  }
}
