package org.fedmas.tensors.checkpoint;

import java.io.Closeable;
import java.io.IOException;

/** One of the two forms of a PyTorch file: a pickle that refers to storages, and the storages. */
sealed interface Container extends Closeable permits ZipContainer, LegacyContainer {

  /** The largest array that a Java machine is sure to allow. */
  int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** Which of the two. */
  CheckpointForm form();

  /** What was saved. */
  Pickled root();

  /**
   * Returns the bytes of a storage, whole and checked.
   *
   * @throws UnusableCheckpoint if they are damaged, or more than one array can hold
   */
  byte[] storage(StorageReference storage) throws IOException, UnusableCheckpoint;

  /** Returns the length of a storage, if one array can hold it. */
  static int arrayLength(StorageReference storage) throws UnusableCheckpoint {
    if (storage.bytes() > LONGEST_ARRAY) {
      throw new UnusableCheckpoint(
          "storage " + storage.key() + " has " + storage.bytes() + " bytes; 2 GiB are the limit");
    }
    return (int) storage.bytes();
  }
}
