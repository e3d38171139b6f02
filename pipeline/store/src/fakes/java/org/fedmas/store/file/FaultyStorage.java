package org.fedmas.store.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Local file operations with one fault. The operations force nothing to the disk but record which files should have been forced, so that a simulated power cut can damage the others.
 */
public final class FaultyStorage implements Storage {

  /** The kind of fault. */
  public enum Fault {
    /** The step reports an error and has no effect. */
    FAILS,
    /** The step reports an error but takes partial or full effect. */
    TORN,
    /** The process dies before the step. */
    KILLED,
    /** The process dies before the step, and files that were not forced to the disk lose half of their bytes. */
    POWER_CUT
  }

  /** An error thrown by every step of a dead process. */
  public static final class Gone extends Error {
    private static final long serialVersionUID = 1L;

    Gone() {
      super("the process is gone");
    }
  }

  private final Storage files = Storage.local();
  private final Path root;
  private final Fault fault;
  private final int at;
  private final Set<Object> forced = new HashSet<>();
  private int steps;
  private boolean gone;

  /**
   * Creates operations on the files below a folder.
   *
   * @param at the number of the faulty step, from 1; 0 for none
   */
  public FaultyStorage(Path root, Fault fault, int at) {
    this.root = root;
    this.fault = fault;
    this.at = at;
  }

  public static FaultyStorage sound(Path root) {
    return new FaultyStorage(root, Fault.FAILS, 0);
  }

  /** Returns the number of steps taken or attempted. */
  public int steps() {
    return steps;
  }

  public boolean wentWrong() {
    return at > 0 && steps >= at;
  }

  @Override
  public void createFolders(Path folder) throws IOException {
    step(() -> files.createFolders(folder), () -> files.createFolders(folder));
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    step(() -> files.createFolder(folder), () -> files.createFolder(folder));
  }

  @Override
  public void write(Path file, byte[] bytes) throws IOException {
    step(
        () -> {
          files.write(file, bytes);
          forced.remove(key(file));
        },
        () -> files.write(file, Arrays.copyOf(bytes, bytes.length / 2)));
  }

  @Override
  public void append(Path file, byte[] bytes) throws IOException {
    step(
        () -> {
          files.append(file, bytes);
          forced.remove(key(file));
        },
        () -> files.append(file, Arrays.copyOf(bytes, bytes.length / 2)));
  }

  @Override
  public void sync(Path file) throws IOException {
    step(() -> forced.add(key(file)), () -> {});
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    step(() -> {}, () -> {});
  }

  @Override
  public void move(Path source, Path target) throws IOException {
    step(() -> files.move(source, target), () -> files.move(source, target));
  }

  @Override
  public void delete(Path path) throws IOException {
    step(() -> files.delete(path), () -> files.delete(path));
  }

  private interface Step {
    void take() throws IOException;
  }

  private synchronized void step(Step whole, Step half) throws IOException {
    if (gone) {
      throw new Gone();
    }
    steps++;
    if (steps != at) {
      whole.take();
      return;
    }
    switch (fault) {
      case FAILS -> throw new IOException("No space left on device");
      case TORN -> {
        half.take();
        throw new IOException("Input/output error");
      }
      case KILLED -> die();
      case POWER_CUT -> {
        tear();
        die();
      }
    }
  }

  private void die() {
    gone = true;
    throw new Gone();
  }

  private void tear() throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(root)) {
      all = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : all) {
      if (!forced.contains(key(file))) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.truncate(Files.size(file) / 2);
        }
      }
    }
  }

  /** Returns the file's identity, which renames do not change. */
  private static Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }
}
