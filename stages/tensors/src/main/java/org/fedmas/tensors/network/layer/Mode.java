package org.fedmas.tensors.network.layer;

/** Which statistics batch normalisation uses. */
public enum Mode {
  /** The batch's own; the running statistics move by a tenth towards them. */
  TRAIN,
  /** The running ones, unchanged. */
  EVAL
}
