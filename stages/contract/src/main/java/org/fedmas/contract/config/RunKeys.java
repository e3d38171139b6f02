package org.fedmas.contract.config;

import java.util.List;

/** The keys of a run that several stages depend on. */
public final class RunKeys {

  /** The value of {@code evaluation.selection} under which rounds are selected on held images. */
  public static final String ON_VALIDATION = "validation";

  /** The value under which rounds are selected on test images, as published. */
  public static final String ON_TEST = "test";

  /** The value under which the last round is selected. */
  public static final String LAST = "last";

  private static final int FEWEST = 2;

  private RunKeys() {}

  /** Returns the seed of everything that is drawn in training. */
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

  /** Returns B, the number of images per batch. */
  public static int batchSize(ConfigReader reader) {
    return reader.integer("training.batch-size", 64, 2, 65_536);
  }

  /** Returns whether an incomplete last batch is dropped. */
  public static boolean dropsLast(ConfigReader reader) {
    return reader.flag("training.drop-last", false);
  }

  /** Returns the fewest training images with which a client takes part. */
  public static int fewestImages(ConfigReader reader) {
    boolean dropsLast = dropsLast(reader);
    return fewestImages(dropsLast, dropsLast ? batchSize(reader) : FEWEST);
  }

  /** Returns two images, which batch normalisation needs, or one full batch. */
  public static int fewestImages(boolean dropsLast, int batchSize) {
    return dropsLast ? Math.max(FEWEST, batchSize) : FEWEST;
  }

  /** Returns whether local training adds a term, given its id. */
  public static boolean hasTerm(ConfigReader reader, String id) {
    return reader.hasChosen("training.terms", id);
  }

  /** Returns whether clients' changes are divided by the length of their steps, as in FedNova. */
  public static boolean normalisesSteps(ConfigReader reader) {
    return reader.hasChosen("aggregation.rule", "fednova");
  }

  /** Returns the seed of folds and validation images. */
  public static long splitSeed(ConfigReader reader) {
    return reader.added().whole("split.seed", 0, 0, Long.MAX_VALUE);
  }

  /** Returns the seed of simulated clients. */
  public static long partitionSeed(ConfigReader reader) {
    return reader.added().whole("partition.seed", 0, 0, Long.MAX_VALUE);
  }

  /**
   * Returns whether images outside full batches count as zeros in class priors and class
   * divergences, as published.
   */
  public static boolean countsDroppedImages(ConfigReader reader) {
    return reader
        .choice("prior.coverage", "all", List.of("all", "full-batches"))
        .equals("full-batches");
  }

  /** Returns the way of selecting a round: {@code validation}, {@code test} or {@code last}. */
  public static String selection(ConfigReader reader) {
    return reader.choice(
        "evaluation.selection", ON_VALIDATION, List.of(ON_VALIDATION, ON_TEST, LAST));
  }
}
