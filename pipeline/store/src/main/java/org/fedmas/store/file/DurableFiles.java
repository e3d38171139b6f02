package org.fedmas.store.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.store.ArtifactStore;

/**
 * The few file operations on which "nothing half-written is ever visible" rests.
 *
 * @param storage does each step
 * @param owner the process whose name temporary files bear
 */
public record DurableFiles(Storage storage, Owner owner) {

  private static final String TEMPORARY = ".tmp-";
  private static final AtomicLong TEMPORARIES = new AtomicLong();

  /** This process on local files. */
  public static DurableFiles local() {
    return new DurableFiles(Storage.local(), Owner.current());
  }

  /**
   * Returns a path in that folder that nobody else uses; nothing is created. Readers never look at
   * it, and its name tells whose it is.
   *
   * @param purpose a word or two for people who look
   */
  public Path temporary(Path folder, String purpose) {
    return folder.resolve(TEMPORARY + purpose + owner.suffix(TEMPORARIES.incrementAndGet()));
  }

  /** Returns a name beside an artifact's place for what has to go out of its way. */
  public String asideName(ArtifactRef ref) {
    return ArtifactStore.ASIDE
        + ref.fingerprint().hex()
        + owner.suffix(TEMPORARIES.incrementAndGet());
  }

  /** Returns whether a file or folder of that name is temporary. */
  public static boolean isTemporary(String name) {
    return name.startsWith(TEMPORARY);
  }

  /** Fills a file whose place is not yet its final one. */
  public interface Filling {
    void fill(Path file) throws IOException;
  }

  /** Replaces a file as a whole: readers see the old bytes or the new ones. */
  public void replace(Path file, byte[] bytes) throws IOException {
    replace(file, temporary -> storage.write(temporary, bytes));
  }

  /** As {@link #replace(Path, byte[])}, for bytes too many to hold; if filling fails, none stay. */
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
      deleteQuietly(temporary, e);
      throw e;
    }
    storage.syncFolder(parent);
  }

  /**
   * Moves a complete folder to its place unless something is there already.
   *
   * @param source a folder that is not empty
   * @return false if another folder was first; the source is then left as it is
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

  /** Deletes a folder with everything in it; absent is fine. */
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

  private void deleteQuietly(Path file, Exception cause) {
    try {
      storage.delete(file);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /**
   * Returns every regular file below a folder, sorted by its relative name with forward slashes.
   */
  public static List<Path> regularFiles(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .sorted(Comparator.comparing(file -> relativeName(folder, file)))
          .toList();
    }
  }

  /** Returns the name of a file below a folder, with forward slashes. */
  public static String relativeName(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
