package org.fedmas.training.term;

import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.Named;

/** The dependence of FedDyn's α_k on the client's number of images. */
public enum AlphaScaling implements Named.EnumConstant {
  /** {@code α_k = α·n̄/n_k}, so that the optimum weighs clients by their images. */
  BY_IMAGES,
  /** {@code α_k = α}. */
  EQUAL;

  static Choice<AlphaScaling> choice() {
    return Choice.of("dynamic-regulariser.scaling", BY_IMAGES.id(), values());
  }

  double of(double alpha, double images, double meanImages) {
    return this == EQUAL ? alpha : alpha * meanImages / images;
  }
}
