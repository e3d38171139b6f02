package org.fedmas.tensors.network.head;

import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.layer.ClassifierKind;

/**
 * The heads of MOON and Fed-MAS together: MOON's decides what enters {@code fc}, the auxiliary
 * network's projector and second classifier stand beside it on the backbone's features.
 *
 * @param dimension width of the auxiliary network's features
 * @param kind what both classifiers give
 */
public record CombinedHead(int dimension, ClassifierKind kind) implements Head {

  public CombinedHead {
    AuxiliaryHead.requireWidth(dimension);
  }

  @Override
  public HeadLayers layers(Backbone backbone, int classes) {
    return new ContrastHead(kind)
        .layers(backbone, classes)
        .withAuxiliary(backbone.features(), dimension, kind);
  }
}
