package org.fedmas.tensors.network.head;

import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.layer.ClassifierKind;

/**
 * {@code logits = fc(f)}: the head of FedAvg and FedProx.
 *
 * @param kind the kind of the classifier
 */
public record PlainHead(ClassifierKind kind) implements Head {

  /** Creates a head with a linear classifier. */
  public PlainHead() {
    this(ClassifierKind.LINEAR);
  }

  @Override
  public HeadLayers layers(Backbone backbone, int classes) {
    return HeadLayers.of(backbone.features(), classes, null, kind);
  }
}
