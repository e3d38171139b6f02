package org.fedmas.inputs;

/** A step in the fetch of a source. */
public enum FetchStep {
  /** Downloading the file. */
  DOWNLOAD,
  /** Verifying the file against its published checksum or form. */
  CHECK,
  /** Unpacking the archive. */
  UNPACK
}
