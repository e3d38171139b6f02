package org.fedmas.tensors.network;

/** {@code logits = fc(f)}: the head of FedAvg and FedProx. */
public record PlainHead() implements Head {

  @Override
  public HeadParts parts(Backbone backbone, int classes) {
    return HeadParts.of(backbone.features(), classes, null);
  }
}
