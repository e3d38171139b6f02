package org.fedmas.tensors.optimizer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;
import org.fedmas.tensors.network.layer.Gradients;

/**
 * A rule that turns gradients into a step, equal to PyTorch's optimiser of the same name. It holds
 * settings only; an {@link OptimizerState} holds the values kept between steps. The learning rate
 * is an argument because it may change each round.
 */
public sealed interface Optimizer extends Named permits Adam, AdamW, Sgd {

  /** Reads the chosen optimiser with its parameters. */
  static Optimizer read(ConfigReader reader) {
    return choice().read(reader).configured(reader);
  }

  /** Returns the optimisers with their published parameters. */
  static Choice<Optimizer> choice() {
    return Choice.of(
        "training.optimizer", "adam", Adam.published(), AdamW.published(), Sgd.published());
  }

  /** Returns this optimiser with its parameters as configured. */
  Optimizer configured(ConfigReader reader);

  /** Reads a share; 1 would remember everything and forget nothing. */
  static double share(ConfigReader reader, String key, double otherwise) {
    return reader.number(key, otherwise, 0, 0.999999);
  }

  static double decay(ConfigReader reader, double otherwise) {
    return reader.number("training.weight-decay", otherwise, 0, 1);
  }

  /**
   * Returns the rule that gives the length of several steps; empty if no such rule is known.
   *
   * @param pull μ of a proximal pull
   */
  default Optional<StepLength> stepLength(double learningRate, double pull) {
    return Optional.empty();
  }

  /** Returns whether a step is {@code θ ← θ − ηg}, apart from weight decay in g. */
  default boolean isPlainDescent() {
    return false;
  }

  /** Returns PyTorch's names of the tensors that are kept per parameter. */
  List<String> slots();

  /**
   * Updates the parameters and the state in place. Parameters without gradient do not change.
   *
   * @param parameters in the order of the layout
   * @param gradients in the same order; their values may be overwritten
   * @param state the state of this optimiser for these parameters
   */
  void step(
      List<NDArray> parameters, Gradients gradients, OptimizerState state, double learningRate);
}
