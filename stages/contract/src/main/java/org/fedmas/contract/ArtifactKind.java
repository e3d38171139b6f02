package org.fedmas.contract;

import java.util.Arrays;
import java.util.List;

/** The kind of an artifact; each kind has its own folder in the store. */
public enum ArtifactKind {
  /** The label, client and digest of every image of a data set, without pixels. */
  IMAGE_INDEX("image-indexes"),
  /** Attributes of the images of a data set, such as age or site. */
  IMAGE_ATTRIBUTES("image-attributes"),
  /** Prepared pixels of one shard of a client's images. */
  IMAGE_SHARD("image-shards", "images.parquet"),
  /** Source images of one client at full size. */
  ORIGINAL_SHARD("original-shards", "originals.safetensors"),
  /** Counts, means and standard deviations of prepared pixels, by client. */
  IMAGE_STATISTICS("image-statistics"),
  /** Client and part of every image. */
  PARTITION("partitions"),
  /** One client's encoders, optimiser state and queue after a round of pretraining. */
  PRETRAINING_UPDATE(
      "pretraining-updates", "model.safetensors", "optimizer.safetensors", "queue.safetensors"),
  /** A pretrained auxiliary network, after a round or after all epochs. */
  PRETRAINED_NETWORK(
      "pretrained-networks", "model.safetensors", "optimizer.safetensors", "queue.safetensors"),
  /** The auxiliary network's features of one shard of images, for every view. */
  FEATURE_TABLE("feature-tables", "features.arrow"),
  /** An auxiliary network with the statistics of one client, and the features from it. */
  ADAPTED_NETWORK("adapted-networks", "model.safetensors", "features.arrow"),
  /** Class prior of one client under one global model. */
  PRIOR("priors"),
  /** Losses of one client's images, per class, under one global model. */
  CLASS_LOSSES("class-losses"),
  /** Gradients of a classifier on one client's images, per class. */
  CLASS_GRADIENTS("class-gradients"),
  /** One client's model, optimiser state and statistics after a round. */
  CLIENT_UPDATE(
      "client-updates", "model.safetensors", "optimizer.safetensors", ArtifactKind.CLIENT_STATE),
  /** A global model, with the tensors that methods keep on the server or begin with on clients. */
  GLOBAL_MODEL(
      "global-models",
      "model.safetensors",
      "server.safetensors",
      "client.safetensors",
      "classifier.safetensors"),
  /** Class probabilities of one client's images. */
  PREDICTIONS("predictions");

  /** The file of the tensors that methods keep on a client. */
  public static final String CLIENT_STATE = "client.safetensors";

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

  /** Returns the names of the large files that may be released; empty if the kind has none. */
  public List<String> payload() {
    return payload;
  }

  /**
   * Returns the kind that is stored in a folder of the given name.
   *
   * @throws IllegalArgumentException if the name is unknown
   */
  public static ArtifactKind ofFolder(String folder) {
    return Arrays.stream(values())
        .filter(kind -> kind.folder.equals(folder))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown folder of artifacts: " + folder));
  }
}
