package org.fedmas.aggregation.server;

import java.util.Optional;

/**
 * FedDyn on the server: the mean of the participants' models plus the mean of all clients' h_k.
 *
 * <p>Source: arXiv 2111.04263, algorithm 1.
 *
 * @param fewestImages the fewest training images with which a client takes part
 */
public record Dynamic(int fewestImages) implements DriftCorrection {

  @Override
  public Optional<ServerMovement> movement(int participants, int clients) {
    return Optional.of(new DynamicMovement((double) participants / clients));
  }
}
