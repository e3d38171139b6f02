package org.fedmas.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.CheckpointInterval;
import org.fedmas.contract.UnitCheckpoint;

/**
 * Checkpoint storage of one file, written when the unit is stopped.
 *
 * @param file the checkpoint; absent until the first is written
 * @param log messages of the unit
 */
record KeptCheckpoint(Path file, List<String> log) implements UnitCheckpoint {

  KeptCheckpoint(Path file) {
    this(file, new ArrayList<>());
  }

  @Override
  public CheckpointInterval interval() {
    return new CheckpointInterval(false, 1000);
  }

  @Override
  public List<Path> saved() {
    return Files.exists(file) ? List.of(file) : List.of();
  }

  @Override
  public void save(long position, Filling filling) {
    try {
      filling.fill(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void log(String text) {
    log.add(text);
  }
}
