package org.fedmas.contract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a long unit keeps what it has done so far, so that the next start goes on from there if
 * this one is killed. What is kept belongs to the unit's recipe and is no artifact: it must not
 * show in the bytes of the unit's output, and it is gone once the unit is done.
 */
public interface UnitCheckpoint {

  /** How often the run wants something kept. */
  CheckpointInterval grain();

  /** Whole files that an earlier start kept, each exactly as it was kept, the furthest first. */
  List<Path> kept();

  /**
   * Keeps a file in place of what was kept before. A disk that does not take it is said, and the
   * unit goes on without.
   *
   * @param position how far the unit is; grows
   * @param filling writes the file
   */
  void keep(long position, Filling filling);

  /** Says something about this unit to whoever watches the run. */
  void say(String text);

  /** Writes a file. */
  interface Filling {
    void fill(Path file) throws IOException;
  }

  /** Keeps nothing. */
  static UnitCheckpoint none() {
    return new UnitCheckpoint() {
      @Override
      public CheckpointInterval grain() {
        return CheckpointInterval.OFF;
      }

      @Override
      public List<Path> kept() {
        return List.of();
      }

      @Override
      public void keep(long position, Filling filling) {}

      @Override
      public void say(String text) {}
    };
  }
}
