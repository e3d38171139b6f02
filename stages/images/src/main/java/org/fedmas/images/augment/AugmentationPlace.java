package org.fedmas.images.augment;

import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.Named;

/** The pixels that the training augmentation works on. */
public enum AugmentationPlace implements Named.EnumConstant {
  /** Pixels of the prepared image. */
  STORED,
  /** Pixels of the source, which is decoded again for each view, as published. */
  FULL_SIZE;

  public static final String KEY = "augmentation.at";

  public static Choice<AugmentationPlace> choice() {
    return Choice.of(KEY, STORED.id(), values());
  }
}
