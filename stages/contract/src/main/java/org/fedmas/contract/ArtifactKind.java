package org.fedmas.contract;

import java.util.List;

/** What an artifact is; each kind has a folder of that name in the store. */
public enum ArtifactKind {
  /** Every image of a data set with label, client and digest, but without pixels. */
  IMAGE_INDEX("image-indexes"),
  /** Prepared pixels of some images of one client. */
  IMAGE_SHARD("image-shards", "images.parquet"),
  /** Source images of one client at full size. */
  ORIGINAL_SHARD("original-shards", "originals.safetensors"),
  /** Counts, means and standard deviations of prepared pixels, by client. */
  IMAGE_STATISTICS("image-statistics"),
  /** Client and part of every image. */
  PARTITION("partitions"),
  /** The auxiliary network's features of some images, for every view. */
  FEATURE_TABLE("feature-tables", "features.arrow"),
  /** An auxiliary network whose statistics one client overwrote, with the features it gave. */
  ADAPTED_NETWORK("adapted-networks", "model.safetensors", "features.arrow"),
  /** Divergence prior of one client under one global model. */
  PRIOR("priors"),
  /** One client's model, optimiser state and statistics after a round. */
  CLIENT_UPDATE("client-updates", "model.safetensors", "optimizer.safetensors"),
  /** A global model. */
  GLOBAL_MODEL("global-models", "model.safetensors"),
  /** Class probabilities of one client's images. */
  PREDICTIONS("predictions");

  private final String folder;
  private final List<String> payload;

  ArtifactKind(String folder, String... payload) {
    this.folder = folder;
    this.payload = List.of(payload);
  }

  /** Returns the folder's name inside the store. */
  public String folder() {
    return folder;
  }

  /** Returns the large files that may be released; without any, nothing of the kind is. */
  public List<String> payload() {
    return payload;
  }

  /**
   * Returns the kind that lives in that folder.
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
