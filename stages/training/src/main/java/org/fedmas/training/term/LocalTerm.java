package org.fedmas.training.term;

import java.util.List;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.config.TermName;
import org.fedmas.tensors.loss.Loss;
import org.fedmas.tensors.network.layer.Layout;
import org.jspecify.annotations.Nullable;

/** A term that local training adds to the classification loss. Terms combine freely. */
public sealed interface LocalTerm extends Named
    permits AlignmentTerm, DynamicTerm, ModelContrastTerm, ProximalTerm, ScaffoldTerm {

  /** Reads the chosen terms with their keys, in the order of {@link TermName}. */
  static List<LocalTerm> read(ConfigReader reader) {
    return TermName.choice().readSeveral(reader).stream().map(name -> read(name, reader)).toList();
  }

  private static LocalTerm read(TermName name, ConfigReader reader) {
    return switch (name) {
      case PROXIMAL -> ProximalTerm.read(reader);
      case DYNAMIC_REGULARISER -> DynamicTerm.read(reader);
      case SCAFFOLD -> new ScaffoldTerm();
      case MODEL_CONTRAST -> ModelContrastTerm.read(reader);
      case ALIGNMENT -> AlignmentTerm.read(reader);
    };
  }

  /** Returns a description in a few words, for reports. */
  String text();

  /** Returns whether the term depends on {@code rounds}. */
  default boolean usesRounds() {
    return false;
  }

  /** Returns whether the term reads the client's own model of its previous round. */
  default boolean looksBack() {
    return false;
  }

  /**
   * Returns whether the client keeps the head that gives each sample its number, so that the class
   * prior must be measured with the client's own head too.
   */
  default boolean keepsMeasuringHead() {
    return false;
  }

  /** Returns whether it gives each sample a number that S_kc is the mean of. */
  default boolean aligns() {
    return false;
  }

  /** Returns whether it compares with the auxiliary network's features. */
  default boolean needsFeatures() {
    return false;
  }

  /** Returns whether the term keeps tensors on the client from round to round. */
  default boolean keepsState() {
    return false;
  }

  /** Returns whether the term reads what the server keeps beside the global model. */
  default boolean readsServer() {
    return false;
  }

  /** Returns whether the term compares the client's number of images with those of all clients. */
  default boolean comparesImages() {
    return false;
  }

  /** Returns whether the server needs to know the number and length of the steps. */
  default boolean reportsSteps() {
    return false;
  }

  /** Returns μ of a pull {@code μ(θ − θ_global)} in the gradient; 0 if the term does not pull. */
  default double pull() {
    return 0;
  }

  /** Returns whether a head starts a round from the client's own values. */
  default boolean keepsHeads() {
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
