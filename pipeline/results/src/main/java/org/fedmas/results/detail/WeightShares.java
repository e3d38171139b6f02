package org.fedmas.results.detail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The aggregation weights of one round beside the training images, for clients that lack classes.
 *
 * @param round from 1
 * @param few number of clients with at most half of the classes in training
 * @param fewImages their share of the training images
 * @param fewWeight their share of the weight
 * @param lacking per class, the clients without a training image of it; empty where the method
 *     measures nothing per class
 */
public record WeightShares(
    int round, int few, double fewImages, double fewWeight, List<Lacking> lacking) {

  public WeightShares {
    lacking = List.copyOf(lacking);
  }

  /**
   * The clients of a round that lack one class.
   *
   * @param clients number of these clients
   * @param images their share of the training images; null where no client has any
   * @param weight their share of the weight
   */
  public record Lacking(int clients, @Nullable Double images, double weight) {}
}
