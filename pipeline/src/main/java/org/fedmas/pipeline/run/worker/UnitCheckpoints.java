package org.fedmas.pipeline.run.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fedmas.contract.CheckpointInterval;
import org.fedmas.contract.Digest;
import org.fedmas.contract.UnitCheckpoint;
import org.fedmas.pipeline.run.control.StorageProblem;
import org.fedmas.store.file.DurableFiles;

/**
 * The checkpoints of a unit, in a folder named after its recipe's fingerprint. The name of a file
 * holds the position and a digest of recipe, position and bytes, so a damaged or foreign file is
 * recognised and ignored with a warning. No failure of a checkpoint fails the unit.
 */
final class UnitCheckpoints implements UnitCheckpoint {

  private static final Pattern NAME = Pattern.compile("(\\d{1,18})-([0-9a-f]{64})");

  private final Path folder;
  private final Digest fingerprint;
  private final CheckpointInterval interval;
  private final DurableFiles files;
  private final Consumer<String> log;

  UnitCheckpoints(
      Path root,
      Digest fingerprint,
      CheckpointInterval interval,
      DurableFiles files,
      Consumer<String> log) {
    this.folder = root.resolve(fingerprint.hex());
    this.fingerprint = fingerprint;
    this.interval = interval;
    this.files = files;
    this.log = log;
  }

  @Override
  public CheckpointInterval interval() {
    return interval;
  }

  @Override
  public List<Path> saved() {
    List<Path> whole = new ArrayList<>();
    try {
      for (Path file : named()) {
        if (name(position(file), file).equals(String.valueOf(file.getFileName()))) {
          whole.add(file);
        } else {
          log("ignoring checkpoint " + file + ": damaged or from another unit");
        }
      }
    } catch (IOException | UncheckedIOException e) {
      log("ignoring checkpoints of an earlier start: cannot read them: " + e);
    }
    return whole;
  }

  @Override
  public void save(long position, Filling filling) {
    try {
      files.storage().createFolders(folder);
      Path temporary = files.temporary(folder, "state");
      try {
        filling.fill(temporary);
        files.storage().sync(temporary);
        Path kept = folder.resolve(name(position, temporary));
        files.storage().move(temporary, kept);
        files.storage().syncFolder(folder);
        for (Path file : named()) {
          if (!file.equals(kept)) {
            files.storage().delete(file);
          }
        }
      } catch (IOException | UncheckedIOException e) {
        files.storage().delete(temporary);
        throw e;
      }
    } catch (IOException | UncheckedIOException e) {
      log("cannot write checkpoint: " + StorageProblem.of(e).orElse(e.toString()));
    }
  }

  @Override
  public void log(String text) {
    log.accept(text);
  }

  /**
   * Deletes all checkpoints once the unit is done; a garbage collection deletes any that remain.
   */
  void clear() {
    try {
      files.delete(folder);
    } catch (IOException | UncheckedIOException e) {
      log("cannot delete checkpoint: " + e);
    }
  }

  /** Returns all checkpoints, most recent first. */
  private List<Path> named() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> NAME.matcher(String.valueOf(child.getFileName())).matches())
          .sorted(Comparator.comparingLong(UnitCheckpoints::position).reversed())
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static long position(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    if (!name.matches()) {
      throw new IllegalArgumentException("not the name of a checkpoint: " + file);
    }
    return Long.parseLong(name.group(1));
  }

  private String name(long position, Path file) throws IOException {
    String identity = fingerprint.hex() + " " + position + " " + Digest.of(file).hex();
    return position + "-" + Digest.of(identity.getBytes(UTF_8)).hex();
  }
}
