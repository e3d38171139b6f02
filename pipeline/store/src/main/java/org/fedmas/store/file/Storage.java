package org.fedmas.store.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The operations by which a store changes on disk, one method per step that can fail or be cut
 * short. Everything that is committed, recorded or locked goes through it.
 */
public interface Storage {

  /** Creates a folder and those above it; present is fine. */
  void createFolders(Path folder) throws IOException;

  /** Creates a folder that is not there yet. */
  void createFolder(Path folder) throws IOException;

  /** Writes a file's bytes, not yet forced to the disk. */
  void write(Path file, byte[] bytes) throws IOException;

  /** Forces a file's bytes to the disk. */
  void sync(Path file) throws IOException;

  /** Forces a folder's entries to the disk, where the platform can. */
  void syncFolder(Path folder) throws IOException;

  /** One rename: replaces a file, refuses a target folder that is not empty. */
  void move(Path source, Path target) throws IOException;

  /** Deletes a file or an empty folder; absent is fine. */
  void delete(Path path) throws IOException;

  /** Returns a local file system, or one that is mounted like one. */
  static Storage local() {
    return new LocalStorage();
  }
}
