package org.fedmas.aggregation.rule;

/** The number of images that n_k stands for in the weights ({@code aggregation.count}). */
public enum ImageCount {
  /** The client's training images. */
  IMAGES("images") {
    @Override
    long of(ClientReport report) {
      return report.images();
    }
  },
  /** Batches times batch size, as in the published code. */
  FULL_BATCHES("full-batches") {
    @Override
    long of(ClientReport report) {
      return report.imagesInBatches();
    }
  };

  private final String id;

  ImageCount(String id) {
    this.id = id;
  }

  /** Returns the name in a configuration. */
  public String id() {
    return id;
  }

  abstract long of(ClientReport report);
}
