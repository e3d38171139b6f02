package org.fedmas.contract.config;

import java.util.List;

/** The keys of a run that several stages depend on. */
public final class RunKeys {

  private RunKeys() {}

  /** Returns the seed of everything that is drawn, apart from stored views. */
  public static long seed(ConfigReader reader) {
    return reader.whole("seed", 0, 0, Long.MAX_VALUE);
  }

  /** Returns the number of the fold, from 1. */
  public static int fold(ConfigReader reader) {
    return reader.integer("fold", 1, 1, 100);
  }

  /** Returns R, the number of rounds. */
  public static int rounds(ConfigReader reader) {
    return reader.integer("rounds", 100, 1, 1_000_000);
  }

  /** Returns whether rounds are selected on test images, as published. */
  public static boolean selectsOnTest(ConfigReader reader) {
    return reader
        .choice("evaluation.selection", "validation", List.of("validation", "test"))
        .equals("test");
  }
}
