package org.fedmas.preprocess.dataset;

import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.Named;

/** The published splits of HyperKvasir, by the names of their files. */
public enum KvasirSplit implements Named {
  /** Five folds. */
  FIVE_FOLDS("5_fold_split.csv"),
  /** Two folds. */
  TWO_FOLDS("2_fold_split.csv");

  private final String file;

  KvasirSplit(String file) {
    this.file = file;
  }

  @Override
  public String id() {
    return file;
  }

  public static Choice<KvasirSplit> choice() {
    return Choice.of("split.file", FIVE_FOLDS.id(), values());
  }
}
