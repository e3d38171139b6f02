package org.fedmas.store.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files behind an address such as {@code hdfs://host/folder} or {@code s3://bucket/folder}.
 * Files are read and written as a whole; paths are relative to the address, with forward slashes.
 * Safe for use by several threads and processes at once.
 */
public interface RemoteFileSystem {

  /** Returns the address, without a slash at its end. */
  String address();

  /**
   * Returns a file's bytes.
   *
   * @throws NoSuchFileException if the file is absent
   */
  InputStream open(String path) throws IOException;

  /**
   * Uploads a local file and replaces an existing one. The new file becomes visible only when it is
   * complete, even if this process dies during the upload.
   */
  void put(String path, Path source) throws IOException;

  /** Writes an in-memory object. */
  void put(String path, byte[] bytes) throws IOException;

  /** Writes an in-memory object that may be lost in a crash of the remote system. */
  default void putUnsynced(String path, byte[] bytes) throws IOException {
    put(path, bytes);
  }

  /** Returns every file below a folder, sorted by name; empty if the folder is absent. */
  List<RemoteFile> list(String folder) throws IOException;

  /** Returns whether a folder can be renamed atomically. */
  boolean renamesFolders();

  /**
   * Renames a folder unless the target exists.
   *
   * @return false if the target exists; the source is then unchanged
   * @throws UnsupportedOperationException unless {@link #renamesFolders()}
   */
  boolean moveIfAbsent(String source, String target) throws IOException;

  /** Deletes a file, or a folder recursively; does nothing if the path is absent. */
  void delete(String path) throws IOException;

  /** Returns all bytes of a small file; empty if the file is absent. */
  default Optional<byte[]> read(String path) throws IOException {
    try (InputStream in = open(path)) {
      return Optional.of(in.readAllBytes());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
