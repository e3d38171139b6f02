package org.fedmas.aggregation.rule;

import java.util.function.ToLongFunction;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.Named;

/** The number of images that n_k stands for in the weights. */
public enum ImageCount implements Named.EnumConstant {
  /** The client's training images. */
  IMAGES(ClientReport::images),
  /** Batches times batch size, as in the published numbers. */
  FULL_BATCHES(ClientReport::imagesInBatches);

  private final ToLongFunction<ClientReport> count;

  ImageCount(ToLongFunction<ClientReport> count) {
    this.count = count;
  }

  public static Choice<ImageCount> choice() {
    return Choice.of("aggregation.count", IMAGES.id(), values());
  }

  long of(ClientReport report) {
    return count.applyAsLong(report);
  }
}
