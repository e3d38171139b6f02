package org.fedmas.contract;

/** Where an artifact is found in a store. */
public record ArtifactRef(ArtifactKind kind, Digest fingerprint) {

  /** The folder relative to the store's root. */
  public String path() {
    return kind.folder() + "/" + fingerprint.hex();
  }

  @Override
  public String toString() {
    return path();
  }
}
