package org.fedmas.contract.artifact;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The few file operations on which "nothing half-written is ever visible" rests. */
public final class DurableFiles {

  private DurableFiles() {}

  /** Fills a file whose place is not yet its final one. */
  public interface Filling {
    void fill(Path file) throws IOException;
  }

  /** Replaces a file as a whole: readers see the old bytes or the new ones. */
  public static void replace(Path file, byte[] bytes) throws IOException {
    replace(file, temporary -> Files.write(temporary, bytes));
  }

  /** As {@link #replace(Path, byte[])}, for bytes too many to hold; if filling fails, none stay. */
  public static void replace(Path file, Filling filling) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException(file + " has no parent folder");
    }
    Files.createDirectories(parent);
    Path temporary =
        parent.resolve(
            "."
                + file.getFileName()
                + "."
                + ProcessHandle.current().pid()
                + "."
                + Thread.currentThread().getId());
    try {
      filling.fill(temporary);
      sync(temporary);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    syncFolder(parent);
  }

  /** Forces a file's bytes to the disk. */
  static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Forces a folder's entries to the disk, where the platform can. */
  static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (FileSystemException e) {
      // Windows opens no folders; its rename is durable without this
      if (Files.isWritable(folder) && !System.getProperty("os.name", "").startsWith("Windows")) {
        throw e;
      }
    }
  }

  /**
   * Moves a complete folder to its place unless something is there already.
   *
   * @return false if another folder was first; the source is then left as it is
   */
  static boolean moveIfAbsent(Path source, Path target) throws IOException {
    try {
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (FileSystemException e) {
      // rename(2) refuses a target folder that is not empty; every artifact holds a manifest
      if (Files.exists(target)) {
        return false;
      }
      throw e;
    }
  }

  /** Deletes a folder with everything in it; absent is fine. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }

  /** Every regular file below a folder, sorted by its relative name with forward slashes. */
  static List<Path> regularFiles(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .sorted(Comparator.comparing(file -> relativeName(folder, file)))
          .toList();
    }
  }

  /** The name of a file below a folder, with forward slashes. */
  static String relativeName(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
