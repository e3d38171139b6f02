package org.fedmas.store.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The file operations that never show half-written files to readers.
 *
 * @param storage performs each step
 * @param owner the process named in temporary file names
 */
public record DurableFiles(Storage storage, Owner owner) {

  private static final String ASIDE = ".aside-";
  private static final String TEMPORARY = ".tmp-";
  private static final AtomicLong TEMPORARIES = new AtomicLong();

  /** Returns the operations of this process on local files. */
  public static DurableFiles local() {
    return new DurableFiles(Storage.local(), Owner.current());
  }

  /**
   * Returns a unique path in a folder, without creating a file. Readers ignore the path, and its
   * name identifies this process.
   *
   * @param purpose a word or two that explain the file to people
   */
  public Path temporary(Path folder, String purpose) {
    return folder.resolve(TEMPORARY + purpose + owner.suffix(TEMPORARIES.incrementAndGet()));
  }

  /** Renames a folder to an aside name beside it; returns the new path. */
  public Path moveAside(Path folder) throws IOException {
    Path aside = folder.resolveSibling(asideName(String.valueOf(folder.getFileName())));
    storage.move(folder, aside);
    return aside;
  }

  /** Returns the name that a folder gets when it is moved aside. */
  public String asideName(String name) {
    return ASIDE + name + owner.suffix(TEMPORARIES.incrementAndGet());
  }

  /** Returns whether a folder of the given name was moved aside. */
  public static boolean isAside(String name) {
    return name.startsWith(ASIDE);
  }

  /** Returns whether a file or folder of the given name is temporary. */
  public static boolean isTemporary(String name) {
    return name.startsWith(TEMPORARY);
  }

  /** The code that writes a file before the file is renamed. */
  public interface Filling {
    void fill(Path file) throws IOException;
  }

  /** Replaces a file atomically: readers see the old bytes or the new ones. */
  public void replace(Path file, byte[] bytes) throws IOException {
    replace(file, temporary -> storage.write(temporary, bytes));
  }

  /** Replaces a file atomically with streamed bytes; a failure leaves the old file. */
  public void replace(Path file, Filling filling) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException(file + " has no parent folder");
    }
    storage.createFolders(parent);
    Path temporary = temporary(parent, String.valueOf(file.getFileName()));
    try {
      filling.fill(temporary);
      storage.sync(temporary);
      storage.move(temporary, file);
    } catch (IOException | RuntimeException e) {
      try {
        storage.delete(temporary);
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
    storage.syncFolder(parent);
  }

  /**
   * Brings a file to the given bytes. Where its bytes are their beginning, the others are appended,
   * so that readers that hold the file open see them, and an append that was cut short is
   * completed. Any other file is replaced.
   *
   * @return whether the file was changed
   */
  public boolean extend(Path file, byte[] bytes) throws IOException {
    byte[] present = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    if (Arrays.equals(present, bytes)) {
      return false;
    }
    int end = present.length;
    if (end > 0 && end < bytes.length && Arrays.equals(present, 0, end, bytes, 0, end)) {
      storage.append(file, Arrays.copyOfRange(bytes, end, bytes.length));
      storage.sync(file);
    } else {
      replace(file, bytes);
    }
    return true;
  }

  /**
   * Moves a complete folder to its target unless the target exists.
   *
   * @param source a folder that is not empty
   * @return false if the target exists; the source is then unchanged
   */
  public boolean moveIfAbsent(Path source, Path target) throws IOException {
    try {
      storage.move(source, target);
      return true;
    } catch (FileSystemException e) {
      // rename(2) refuses a target folder that is not empty; every artifact holds a manifest
      if (Files.exists(target)) {
        return false;
      }
      throw e;
    }
  }

  /** Deletes a folder recursively; does nothing if the folder is absent. */
  public void delete(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException e) {
      return;
    }
    for (Path path : paths) {
      storage.delete(path);
    }
  }

  /** Returns every regular file below a folder, sorted by {@link #relativeName}. */
  public static List<Path> regularFiles(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .sorted(Comparator.comparing(file -> relativeName(folder, file)))
          .toList();
    }
  }

  /** Returns a file's path relative to a folder, with forward slashes. */
  public static String relativeName(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
