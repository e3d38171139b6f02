package org.fedmas.tensors.network.head;

import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.layer.ClassifierKind;

/**
 * {@code logits = fc(f)}: the head of FedAvg and FedProx.
 *
 * @param logits what the classifier gives
 */
public record PlainHead(ClassifierKind logits) implements Head {

  /** With a linear classifier. */
  public PlainHead() {
    this(ClassifierKind.LINEAR);
  }

  @Override
  public HeadLayers parts(Backbone backbone, int classes) {
    return HeadLayers.of(backbone.features(), classes, null, logits);
  }
}
