package org.fedmas.training;

import org.fedmas.contract.config.ConfigReader;

/**
 * The extent of a client's work in one round: passes over its images, or steps.
 *
 * @param epochs E, passes over the client's training images per round; 0 where steps count
 * @param steps s, batches per round of an endless row of passes; 0 where epochs count
 */
public record LocalWork(int epochs, int steps) {

  private static final String EPOCHS = "training.epochs";
  private static final String STEPS = "training.steps";

  static LocalWork read(ConfigReader reader) {
    int steps = reader.added().integer(STEPS, 0, 0, 1_000_000);
    if (steps == 0) {
      return new LocalWork(reader.integer(EPOCHS, 1, 1, 1000), 0);
    }
    if (reader.optionalText(EPOCHS).isPresent()) {
      reader.problem(EPOCHS, "no value, since " + STEPS + " is " + steps + " and replaces epochs");
    }
    return new LocalWork(0, steps);
  }

  /** Returns whether the work is counted in steps. */
  public boolean countsSteps() {
    return steps > 0;
  }

  /**
   * Returns the number of images that a client sees in one round, approximately where steps count.
   *
   * @param images n_k
   */
  public long images(long images, int batchSize) {
    return countsSteps() ? steps * Math.min(images, batchSize) : epochs * images;
  }

  /**
   * Returns a description in a few words: 1 local epoch, or 100 local steps.
   *
   * @param where a word before the unit, such as "local "; may be empty
   */
  public String text(String where) {
    int count = countsSteps() ? steps : epochs;
    return count + " " + where + (countsSteps() ? "step" : "epoch") + (count == 1 ? "" : "s");
  }
}
