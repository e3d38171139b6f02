package org.fedmas.contract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.error.FedmasException;

/**
 * Checkpoint storage of one unit: a killed unit resumes from its last checkpoint. Checkpoints
 * belong to the unit's recipe and are not artifacts: the unit's output must not depend on them, and
 * they are deleted when the unit is done.
 */
public interface UnitCheckpoint {

  /** Returns the checkpoint interval of the run. */
  CheckpointInterval interval();

  /** Returns the undamaged checkpoints of earlier starts, most recent first. */
  List<Path> saved();

  /**
   * Saves a checkpoint and deletes the earlier ones. A failed write is logged, and the unit
   * continues.
   *
   * @param position steps done so far; grows from checkpoint to checkpoint
   * @param filling writes the file
   */
  void save(long position, Filling filling);

  /** Prints a message about this unit on the console of the run. */
  void log(String text);

  /** Returns the content of the most recent checkpoint that can be read; others are logged. */
  default <T> Optional<T> last(Reading<T> reading) {
    for (Path file : saved()) {
      try {
        return Optional.of(reading.of(file));
      } catch (IOException | FedmasException | IllegalArgumentException e) {
        log("ignoring unreadable checkpoint: %s: %s".formatted(file, e.getMessage()));
      }
    }
    return Optional.empty();
  }

  /** The code that reads a checkpoint's file. */
  interface Reading<T> {
    T of(Path file) throws IOException;
  }

  /** The code that writes a checkpoint's file. */
  interface Filling {
    void fill(Path file) throws IOException;
  }

  /** Returns a storage that saves nothing. */
  static UnitCheckpoint none() {
    return new UnitCheckpoint() {
      @Override
      public CheckpointInterval interval() {
        return CheckpointInterval.OFF;
      }

      @Override
      public List<Path> saved() {
        return List.of();
      }

      @Override
      public void save(long position, Filling filling) {}

      @Override
      public void log(String text) {}
    };
  }
}
