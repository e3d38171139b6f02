package org.fedmas.tensors.optimizer;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.fedmas.tensors.network.layer.Gradients;

/**
 * A rule that turns gradients into a step, equal to PyTorch's of the same name. It holds settings
 * only; what it remembers between steps is an {@link OptimizerState}. The learning rate is an
 * argument because it changes from round to round.
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

  /** PyTorch's names of the tensors that it remembers per parameter. */
  List<String> slots();

  /**
   * Changes the parameters and the state in place. Parameters without gradient stay as they are.
   *
   * @param parameters in the order of the layout
   * @param gradients in the same order; their values are used up
   * @param state this optimiser's, for these parameters
   */
  void step(
      List<NDArray> parameters, Gradients gradients, OptimizerState state, double learningRate);
}
