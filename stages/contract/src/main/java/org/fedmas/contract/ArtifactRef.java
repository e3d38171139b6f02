package org.fedmas.contract;

/** The address of an artifact within a store. */
public record ArtifactRef(ArtifactKind kind, Digest fingerprint) {

  /**
   * Reads the form that {@link #path()} returns.
   *
   * @throws IllegalArgumentException if the text is not such a path
   */
  public static ArtifactRef parse(String path) {
    int slash = path.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not an artifact's path: " + path);
    }
    return new ArtifactRef(
        ArtifactKind.ofFolder(path.substring(0, slash)), new Digest(path.substring(slash + 1)));
  }

  /** Returns the artifact's folder relative to the store's root. */
  public String path() {
    return kind.folder() + "/" + fingerprint.hex();
  }

  @Override
  public String toString() {
    return path();
  }
}
