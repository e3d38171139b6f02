package org.fedmas.store.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Files behind an address, such as {@code hdfs://host/folder} or {@code s3://bucket/folder}. Bytes
 * come and go as whole files; paths are relative to the address, with forward slashes. Safe for use
 * by several threads and processes at once.
 */
public interface RemoteFileSystem {

  /** Returns the address, without a slash at its end. */
  String address();

  /**
   * Returns a file's bytes.
   *
   * @throws NoSuchFileException if there is none
   */
  InputStream open(String path) throws IOException;

  /**
   * Puts a local file there, replacing another one. Readers see nothing of it before all of it is
   * there; if it fails, or this process ends in the middle, they never do.
   */
  void put(String path, Path source) throws IOException;

  /** The same for bytes in memory. */
  void put(String path, byte[] bytes) throws IOException;

  /** The same for words that may be lost with the machines that hold them. */
  default void say(String path, byte[] words) throws IOException {
    put(path, words);
  }

  /** Returns every file below a folder, by name; empty if there is no such folder. */
  List<RemoteFile> list(String folder) throws IOException;

  /** Returns whether a folder can be renamed in one step, so that it appears as a whole. */
  boolean renamesFolders();

  /**
   * Returns one rename of a folder, unless something is at its target.
   *
   * @return false if something was; the source is then left as it is
   * @throws UnsupportedOperationException unless {@link #renamesFolders()}
   */
  boolean moveIfAbsent(String source, String target) throws IOException;

  /** Deletes a file, or a folder with everything in it; absent is fine. */
  void delete(String path) throws IOException;

  /** Returns all bytes of a small file, empty if there is none. */
  default Optional<byte[]> read(String path) throws IOException {
    try (InputStream in = open(path)) {
      return Optional.of(in.readAllBytes());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
