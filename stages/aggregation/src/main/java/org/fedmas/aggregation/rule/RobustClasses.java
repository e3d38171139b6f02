package org.fedmas.aggregation.rule;

import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.RunKeys;

/** The classes that the sums in the robust factor run over. */
public enum RobustClasses {
  /** The classes with both a class prior and a class divergence. */
  IN_COMMON,
  /** All classes, for parity with the published code. */
  ALL;

  /** Reads the key that decides; recipes hold it only with a value other than the default. */
  public static RobustClasses read(ConfigReader reader) {
    return RunKeys.countsDroppedImages(reader.added()) ? ALL : IN_COMMON;
  }
}
