package org.fedmas.store.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The operations that change a store on disk, one method per step that can fail. All commits,
 * records and locks use these operations.
 */
public interface Storage {

  /** Creates a folder and its parents; does nothing if the folder exists. */
  void createFolders(Path folder) throws IOException;

  /** Creates a folder that does not exist yet. */
  void createFolder(Path folder) throws IOException;

  /** Writes a file without forcing its bytes to the disk. */
  void write(Path file, byte[] bytes) throws IOException;

  /** Appends to a file without forcing its bytes to the disk. */
  void append(Path file, byte[] bytes) throws IOException;

  /** Forces a file's bytes to the disk. */
  void sync(Path file) throws IOException;

  /** Forces a folder's entries to the disk, if the platform supports it. */
  void syncFolder(Path folder) throws IOException;

  /**
   * Renames a file or folder atomically; replaces a file, and fails if the target is a folder with
   * files.
   */
  void move(Path source, Path target) throws IOException;

  /** Deletes a file or an empty folder; does nothing if it is absent. */
  void delete(Path path) throws IOException;

  /** Returns the operations on local and mounted file systems. */
  static Storage local() {
    return new LocalStorage();
  }
}
