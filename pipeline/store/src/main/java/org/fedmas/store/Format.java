package org.fedmas.store;

import org.fedmas.contract.error.CorruptArtifactException;

/** The on-disk format that this version reads. */
final class Format {

  private Format() {}

  /**
   * Checks the format of a manifest.
   *
   * @throws CorruptArtifactException for another format, saying what to do
   */
  static void requireReadable(int found, String file, String address) {
    if (found == Manifest.FORMAT) {
      return;
    }
    String advice =
        found > Manifest.FORMAT
            ? "it was written by a newer fedmas: use that version, or another --artifacts folder"
            : "to recompute what is needed, run: fedmas verify --repair --artifacts %s, then run again"
                .formatted(address);
    throw new CorruptArtifactException(
        "%s: found on-disk format %s, expected %s; %s"
            .formatted(file, found, Manifest.FORMAT, advice));
  }
}
