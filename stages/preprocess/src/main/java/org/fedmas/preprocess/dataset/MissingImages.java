package org.fedmas.preprocess.dataset;

import java.util.Optional;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.Named;

/** The treatment of images that a table names and the folder lacks. */
public enum MissingImages implements Named.EnumConstant {
  /** Stops the run and names the missing images. */
  FAIL,
  /** Leaves the missing images out and reports their number. */
  SKIP;

  public static Choice<MissingImages> choice() {
    return Choice.of("dataset.missing-images", FAIL.id(), values());
  }

  /** Returns a sentence about images that were left out; empty if there were none. */
  static Optional<String> skipped(int missing, String where, int present) {
    return missing == 0
        ? Optional.empty()
        : Optional.of(
            "%s missing images are skipped%s; %s are present".formatted(missing, where, present));
  }
}
