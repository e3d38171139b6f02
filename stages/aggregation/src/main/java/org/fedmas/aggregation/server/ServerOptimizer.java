package org.fedmas.aggregation.server;

import java.util.List;
import java.util.Optional;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;

/**
 * An optimiser that treats Δ = θ_rule − θ as the negative gradient of the global model. All moments
 * are 0 before the first round; biases are not corrected.
 */
public sealed interface ServerOptimizer extends Named permits ServerMomentum, ServerAdaptive {

  /** The key. */
  String KEY = "server.optimizer";

  /** The word for no server optimiser. */
  String NONE = "none";

  /** Returns the optimisers. */
  static Choice<ServerOptimizer> choice() {
    return Choice.of(
        KEY,
        NONE,
        ServerMomentum.published(),
        ServerAdaptive.published(SecondMoment.ADAM),
        ServerAdaptive.published(SecondMoment.YOGI),
        ServerAdaptive.published(SecondMoment.ADAGRAD));
  }

  /** Reads the keys {@code server.*}; empty for {@code none}. */
  static Optional<ServerOptimizer> read(ConfigReader reader) {
    return choice().readOr(NONE, reader.added()).map(chosen -> chosen.configured(reader));
  }

  /** Returns this optimiser with its parameters as configured. */
  ServerOptimizer configured(ConfigReader reader);

  /** Returns the names of the moments, in order. */
  List<String> moments();

  /**
   * Returns the movement of one entry of the global model.
   *
   * @param delta Δ of the entry
   * @param moments the entry's moments, replaced by those after the step
   */
  double movement(double delta, double[] moments);
}
