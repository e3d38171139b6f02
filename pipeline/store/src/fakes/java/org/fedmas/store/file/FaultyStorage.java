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
 * Local files of which one step goes wrong. Forces nothing to the disk; instead it knows which
 * files were to be forced, so that a power cut can tear the others.
 */
public final class FaultyStorage implements Storage {

  /** What goes wrong. */
  public enum Fault {
    /** The step reports an error and did nothing. */
    FAILS,
    /** The step reports an error and did half, or all, of it. */
    TORN,
    /** The process is gone before the step. */
    KILLED,
    /** As killed, and what was not forced to the disk is half lost. */
    POWER_CUT
  }

  /** Thrown at every step of a process that is gone. */
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
   * Files below a folder.
   *
   * @param at the step that goes wrong, from 1; 0 for none
   */
  public FaultyStorage(Path root, Fault fault, int at) {
    this.root = root;
    this.fault = fault;
    this.at = at;
  }

  public static FaultyStorage sound(Path root) {
    return new FaultyStorage(root, Fault.FAILS, 0);
  }

  /** Steps taken or attempted. */
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

  /** Returns the file itself, whatever it is called. */
  private static Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }
}
