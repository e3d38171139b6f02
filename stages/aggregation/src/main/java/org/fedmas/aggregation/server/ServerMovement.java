package org.fedmas.aggregation.server;

import java.util.List;

/**
 * A movement of the global model that follows from Δ = θ_rule − θ, element by element, and from
 * moments that the server keeps. All moments are 0 before the first round.
 */
public sealed interface ServerMovement permits ServerOptimizer, DynamicMovement, ScaffoldMovement {

  /** Returns the prefixes of the moments' names in the server's file, in order. */
  List<String> moments();

  /**
   * Returns the movement of one element of the global model.
   *
   * @param delta Δ of the element
   * @param moments the element's moments, replaced by those after the step
   */
  double movement(double delta, double[] moments);

  /** Returns the key and value that ask for the movement, for messages. */
  String origin();

  /** Returns the advice against a movement that overflows, for messages. */
  String remedy();
}
