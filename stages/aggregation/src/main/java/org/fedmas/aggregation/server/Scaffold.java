package org.fedmas.aggregation.server;

import java.util.Optional;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.RunKeys;

/**
 * SCAFFOLD on the server: a movement with a rate of its own, and the control variate c.
 *
 * <p>Source: arXiv 1910.06378, algorithm 1.
 *
 * @param serverRate η_s
 * @param fewestImages the fewest training images with which a client takes part
 */
public record Scaffold(double serverRate, int fewestImages) implements DriftCorrection {

  /** The key of η_s. */
  public static final String SERVER_RATE = "scaffold.server-rate";

  static Scaffold read(ConfigReader reader) {
    double rate = reader.number(SERVER_RATE, 1, 0, 1e6);
    if (rate == 0) {
      reader.problem(SERVER_RATE, "a number greater than 0");
    }
    return new Scaffold(rate, RunKeys.fewestImages(reader));
  }

  @Override
  public Optional<ServerMovement> movement(int participants, int clients) {
    return serverRate == 1 ? Optional.empty() : Optional.of(new ScaffoldMovement(serverRate));
  }
}
