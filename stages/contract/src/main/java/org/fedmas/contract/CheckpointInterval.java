package org.fedmas.contract;

import java.util.OptionalInt;
import org.fedmas.contract.config.ConfigReader;

/**
 * The checkpoint interval of long units, configured by {@code training.checkpoint-every}. No
 * artifact depends on the interval, so no recipe contains the key. Pretraining saves after every
 * epoch even where the interval is off.
 *
 * @param epochs whether to save after every epoch
 * @param steps number of steps between checkpoints unless {@code epochs} is set; 0 for never
 */
public record CheckpointInterval(boolean epochs, int steps) {

  /** The name of the configuration key. */
  public static final String KEY = "training.checkpoint-every";

  /** The interval that never saves a checkpoint. */
  public static final CheckpointInterval OFF = new CheckpointInterval(false, 0);

  private static final String EPOCH = "epoch";

  /** Reads the key: 0 for never, a number of steps, or {@code epoch}. */
  public static CheckpointInterval read(ConfigReader reader) {
    OptionalInt steps = reader.integerOr(EPOCH, KEY, 0, 0, 1_000_000);
    return new CheckpointInterval(steps.isEmpty(), steps.orElse(0));
  }

  /** Reads the form that {@link #toString()} returns. */
  public static CheckpointInterval parse(String text) {
    return text.equals(EPOCH)
        ? new CheckpointInterval(true, 0)
        : new CheckpointInterval(false, Integer.parseInt(text));
  }

  /** Returns the interval of units that are always resumable: every epoch unless it is set. */
  public CheckpointInterval orEpochs() {
    return isOn() ? this : new CheckpointInterval(true, 0);
  }

  /** Returns whether any checkpoints are saved. */
  public boolean isOn() {
    return epochs || steps > 0;
  }

  /** Returns whether a checkpoint is due after so many steps, the last of an epoch or not. */
  public boolean isDue(long taken, boolean epochEnded) {
    return epochs ? epochEnded : steps > 0 && taken % steps == 0;
  }

  @Override
  public String toString() {
    return epochs ? EPOCH : Integer.toString(steps);
  }
}
