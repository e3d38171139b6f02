package org.fedmas.contract.artifact;

/** What an artifact is; each kind has a folder of that name in the store. */
public enum ArtifactKind {
  /** Every image of a data set with label, client and digest, but without pixels. */
  IMAGE_INDEX("image-indexes"),
  /** Prepared pixels of some images of one client. */
  IMAGE_SHARD("image-shards"),
  /** Client and part of every image. */
  PARTITION("partitions"),
  /** The auxiliary network's features of some images, for every view. */
  FEATURE_TABLE("feature-tables"),
  /** Divergence prior of one client under one global model. */
  PRIOR("priors"),
  /** One client's model, optimiser state and statistics after a round. */
  CLIENT_UPDATE("client-updates"),
  /** A global model. */
  GLOBAL_MODEL("global-models"),
  /** Class probabilities of one client's images. */
  PREDICTIONS("predictions");

  private final String folder;

  ArtifactKind(String folder) {
    this.folder = folder;
  }

  /** The folder's name inside the store. */
  public String folder() {
    return folder;
  }

  /**
   * The kind that lives in that folder.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ArtifactKind ofFolder(String folder) {
    for (ArtifactKind kind : values()) {
      if (kind.folder.equals(folder)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no artifact kind lives in a folder named " + folder);
  }
}
