package org.fedmas.store;

import org.fedmas.contract.error.CorruptArtifactException;

/** Which on-disk formats this version reads: one, and it says what to do about others. */
final class Format {

  private Format() {}

  /**
   * Refuses a manifest of another format.
   *
   * @throws CorruptArtifactException naming the command that rebuilds
   */
  static void requireReadable(int found, String file, String address) {
    if (found == Manifest.FORMAT) {
      return;
    }
    throw new CorruptArtifactException(
        file
            + ": on-disk format "
            + found
            + ", this version reads format "
            + Manifest.FORMAT
            + (found > Manifest.FORMAT
                ? "; it was written by a newer fedmas: use that, or another folder with --artifacts"
                : "; to rebuild what is needed, run: fedmas verify --repair --artifacts "
                    + address
                    + ", then run again"));
  }
}
