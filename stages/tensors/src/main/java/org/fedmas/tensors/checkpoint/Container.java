package org.fedmas.tensors.checkpoint;

import java.io.Closeable;
import java.io.IOException;

/** The container format of a PyTorch file: a pickle that refers to storages, and the storages. */
sealed interface Container extends Closeable permits ZipContainer, LegacyContainer {

  /** The largest array length that every JVM supports. */
  int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  CheckpointForm form();

  Pickled root();

  /**
   * Returns all bytes of a storage after checking them.
   *
   * @throws UnusableCheckpoint if the bytes are damaged or do not fit into one array
   */
  byte[] storage(StorageReference storage) throws IOException, UnusableCheckpoint;

  /** Returns the length of a storage that fits into one array. */
  static int arrayLength(StorageReference storage) throws UnusableCheckpoint {
    if (storage.bytes() > LONGEST_ARRAY) {
      throw new UnusableCheckpoint(
          "storage %s: found %s bytes, expected at most 2 GiB"
              .formatted(storage.key(), storage.bytes()));
    }
    return (int) storage.bytes();
  }
}
