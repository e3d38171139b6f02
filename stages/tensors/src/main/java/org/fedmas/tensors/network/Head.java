package org.fedmas.tensors.network;

/** What stands on a backbone's features and turns them into logits. */
public sealed interface Head permits AuxiliaryHead, CombinedHead, ContrastHead, PlainHead {

  /** Its layers. */
  HeadParts parts(Backbone backbone, int classes);
}
