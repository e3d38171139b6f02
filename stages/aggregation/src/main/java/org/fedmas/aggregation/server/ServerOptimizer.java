package org.fedmas.aggregation.server;

import java.util.Optional;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;

/**
 * An optimiser that treats Δ = θ_rule − θ as the negative gradient of the global model. All moments
 * are 0 before the first round; biases are not corrected.
 */
public sealed interface ServerOptimizer extends ServerMovement, Named
    permits ServerMomentum, ServerAdaptive {

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

  @Override
  default String origin() {
    return KEY + " " + id();
  }

  @Override
  default String remedy() {
    return "lower server.learning-rate";
  }
}
