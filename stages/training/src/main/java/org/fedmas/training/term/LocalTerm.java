package org.fedmas.training.term;

import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.loss.Loss;
import org.fedmas.tensors.network.layer.Layout;
import org.jspecify.annotations.Nullable;

/**
 * A term that local training adds to the classification loss: its settings, and how it is computed
 * ({@code training.terms}). Terms combine freely.
 */
public sealed interface LocalTerm permits AlignmentTerm, ModelContrastTerm, ProximalTerm {

  /** Returns the name in a configuration. */
  String name();

  /** Itself in a few words, for people. */
  String text();

  /** Returns whether it depends on the number of rounds. */
  default boolean usesRounds() {
    return false;
  }

  /** Returns whether it reads the client's model of its previous round. */
  default boolean looksBack() {
    return false;
  }

  /** Returns whether it compares with the auxiliary network's features. */
  default boolean needsFeatures() {
    return false;
  }

  /**
   * Reports what cannot work together.
   *
   * @param rounds R, where something depends on it
   */
  default void refuse(ConfigReader reader, Loss loss, int rounds) {}

  /**
   * Returns the state that the client starts the round from.
   *
   * @param received the global model
   * @param previous the client's own model of its previous round
   */
  default ModelState start(Layout layout, ModelState received, ModelState previous) {
    return received;
  }

  /** Returns the term at work in one client's round; null where it adds nothing at all. */
  @Nullable ActiveTerm begin(LocalRound round);
}
