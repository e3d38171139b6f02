package org.fedmas.training.term;

import java.util.Map;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.network.layer.Gradients;

/** A term during one client's round, with the models that the term compares with. */
public interface ActiveTerm extends AutoCloseable {

  /** Adds the term to the objective of one step. */
  void contribute(Objective objective);

  /** Returns the gradients to step along, given the clipped ones; they may be overwritten. */
  default Gradients corrected(Gradients clipped) {
    return clipped;
  }

  /**
   * Returns the tensors that the client keeps for its next round, by the prefix of their owner.
   *
   * @param steps τ, the number of steps of the round
   */
  default Map<String, ModelState> keeps(int steps) {
    return Map.of();
  }

  /** Frees the models. */
  @Override
  default void close() {}
}
