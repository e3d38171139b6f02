package org.fedmas.preprocess.dataset;

import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.Named;

/** The treatment of files that do not decode. */
public enum UnreadableImages implements Named.EnumConstant {
  /** Prepares all other images, then stops before training and names every such file. */
  FAIL,
  /** Leaves such files out and reports their number. */
  SKIP;

  public static final String KEY = "dataset.unreadable-images";

  public static Choice<UnreadableImages> choice() {
    return Choice.of(KEY, FAIL.id(), values());
  }
}
