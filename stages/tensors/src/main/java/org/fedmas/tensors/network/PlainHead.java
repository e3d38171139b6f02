package org.fedmas.tensors.network;

/**
 * {@code logits = fc(f)}: the head of FedAvg and FedProx.
 *
 * @param logits what the classifier gives
 */
public record PlainHead(Logits logits) implements Head {

  /** With a linear classifier. */
  public PlainHead() {
    this(Logits.LINEAR);
  }

  @Override
  public HeadParts parts(Backbone backbone, int classes) {
    return HeadParts.of(backbone.features(), classes, null, logits);
  }
}
