package org.fedmas.tensors.network.layer;

import org.fedmas.contract.config.Named;

/** The statistics that batch normalisation uses. */
public enum Mode implements Named.EnumConstant {
  /** The batch's own; the running statistics move by a tenth towards them. */
  TRAIN,
  /** The running ones, unchanged. */
  EVAL;
}
