package org.fedmas.training.term;

import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.loss.Loss;
import org.fedmas.tensors.network.layer.Layout;
import org.jspecify.annotations.Nullable;

/**
 * A term that local training adds to the classification loss ({@code training.terms}): its settings
 * and its mathematics. Terms combine freely.
 */
public sealed interface LocalTerm permits AlignmentTerm, ModelContrastTerm, ProximalTerm {

  /** Returns the name in a configuration. */
  String name();

  /** Returns a short description for reports. */
  String text();

  /** Returns whether the term depends on {@code rounds}. */
  default boolean usesRounds() {
    return false;
  }

  /** Returns whether the term reads the client's own model of its previous round. */
  default boolean looksBack() {
    return false;
  }

  /** Returns whether the term needs the auxiliary network's features. */
  default boolean needsFeatures() {
    return false;
  }

  /**
   * Reports settings that cannot work together.
   *
   * @param rounds R if a setting depends on it, otherwise 0
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

  /** Starts the term in one client's round; returns null if the term adds nothing. */
  @Nullable ActiveTerm begin(LocalRound round);
}
