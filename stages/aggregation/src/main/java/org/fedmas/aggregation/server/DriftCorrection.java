package org.fedmas.aggregation.server;

import java.util.Optional;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.RunKeys;

/**
 * The server's side of a method that corrects the drift of local training. A term of local training
 * chooses it, not the aggregation rule.
 */
public sealed interface DriftCorrection permits Dynamic, Scaffold {

  /** Reads the correction that the terms ask for; empty if they ask for none. */
  static Optional<DriftCorrection> read(ConfigReader reader) {
    if (RunKeys.hasTerm(reader, "scaffold")) {
      return Optional.of(Scaffold.read(reader));
    }
    return RunKeys.hasTerm(reader, "dynamic-regulariser")
        ? Optional.of(new Dynamic(RunKeys.fewestImages(reader)))
        : Optional.empty();
  }

  /** Returns the fewest training images with which a client takes part. */
  int fewestImages();

  /**
   * Returns the movement after the aggregation rule; empty if the rule's model stays as it is.
   *
   * @param participants |S|
   * @param clients K
   */
  Optional<ServerMovement> movement(int participants, int clients);
}
