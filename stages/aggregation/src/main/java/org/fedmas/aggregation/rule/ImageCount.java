package org.fedmas.aggregation.rule;

import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.Named;

/** The number of images that n_k stands for in the weights. */
public enum ImageCount implements Named {
  /** The client's training images. */
  IMAGES {
    @Override
    long of(ClientReport report) {
      return report.images();
    }
  },
  /** Batches times batch size, as in the published numbers. */
  FULL_BATCHES {
    @Override
    long of(ClientReport report) {
      return report.imagesInBatches();
    }
  };

  @Override
  public String id() {
    return Named.id(this);
  }

  /** Returns the family. */
  public static Choice<ImageCount> choice() {
    return Choice.of("aggregation.count", IMAGES.id(), values());
  }

  abstract long of(ClientReport report);
}
