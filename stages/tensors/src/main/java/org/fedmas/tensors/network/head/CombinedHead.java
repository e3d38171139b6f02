package org.fedmas.tensors.network.head;

import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.layer.ClassifierKind;

/**
 * The heads of MOON and Fed-MAS combined: {@code fc} follows MOON's projection; the auxiliary
 * projector and the second classifier work on the backbone's features.
 *
 * @param dimension width of the auxiliary network's features
 * @param kind the kind of both classifiers
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
