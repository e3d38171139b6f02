package org.fedmas.tensors.optimizer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.fedmas.tensors.network.layer.Gradients;

/**
 * A rule that turns gradients into a step, equal to PyTorch's optimiser of the same name. It holds
 * settings only; an {@link OptimizerState} holds the values kept between steps. The learning rate
 * is an argument because it may change each round.
 */
public sealed interface Optimizer permits Adam, AdamW, SgdNesterov {

  /**
   * Returns every optimiser with its published settings, in the order in which they are listed to
   * users.
   */
  static List<Optimizer> all() {
    return List.of(Adam.published(), AdamW.published(), SgdNesterov.published());
  }

  /** Returns the name used in configurations. */
  String name();

  /** Returns PyTorch's names of the tensors that the state holds per parameter. */
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
