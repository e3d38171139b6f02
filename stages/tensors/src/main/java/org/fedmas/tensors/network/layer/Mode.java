package org.fedmas.tensors.network.layer;

/** The statistics that batch normalisation uses. */
public enum Mode {
  /** The batch's statistics; the running statistics move by a tenth towards them. */
  TRAIN,
  /** The running statistics, unchanged. */
  EVAL
}
