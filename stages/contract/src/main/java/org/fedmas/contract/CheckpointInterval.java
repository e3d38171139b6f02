package org.fedmas.contract;

import java.util.OptionalInt;
import org.fedmas.contract.config.ConfigReader;

/**
 * How often a long unit keeps what it has done so far: the key {@code training.checkpoint-every}.
 * No artifact depends on it, so no recipe holds it.
 *
 * @param epochs whether after every epoch
 * @param steps otherwise after so many steps; 0 for never
 */
public record CheckpointInterval(boolean epochs, int steps) {

  /** The key. */
  public static final String KEY = "training.checkpoint-every";

  /** Nothing is kept. */
  public static final CheckpointInterval OFF = new CheckpointInterval(false, 0);

  private static final String EPOCH = "epoch";

  /** Reads the key: 0 for never, a number of steps, or {@code epoch}. */
  public static CheckpointInterval read(ConfigReader reader) {
    OptionalInt steps = reader.integerOr(EPOCH, KEY, 0, 0, 1_000_000);
    return new CheckpointInterval(steps.isEmpty(), steps.orElse(0));
  }

  /** Reads what {@link #toString()} wrote. */
  public static CheckpointInterval parse(String text) {
    return text.equals(EPOCH)
        ? new CheckpointInterval(true, 0)
        : new CheckpointInterval(false, Integer.parseInt(text));
  }

  /** Returns whether anything is kept at all. */
  public boolean isOn() {
    return epochs || steps > 0;
  }

  /**
   * Returns whether it is time to keep something.
   *
   * @param taken steps taken so far
   * @param epochEnded whether the last of them ended an epoch
   */
  public boolean isDue(long taken, boolean epochEnded) {
    return epochs ? epochEnded : steps > 0 && taken % steps == 0;
  }

  @Override
  public String toString() {
    return epochs ? EPOCH : Integer.toString(steps);
  }
}
