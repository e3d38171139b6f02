package org.fedmas.training.schedule;

import java.util.List;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.ConfigReader;

/** The change of the learning rate over the rounds ({@code training.schedule}). */
public sealed interface Schedule permits Constant, Cosine, Steps {

  /** The key of the choice. */
  String KEY = "training.schedule";

  /** All names, in the order in which they are listed to users. */
  List<String> NAMES = List.of(Constant.NAME, Cosine.NAME, Steps.NAME);

  /** Returns the chosen schedule with its keys. */
  static Schedule read(ConfigReader reader) {
    String name = reader.choice(KEY, Constant.NAME, NAMES);
    return switch (name) {
      case Constant.NAME -> new Constant();
      case Cosine.NAME -> Cosine.read(reader);
      case Steps.NAME -> Steps.read(reader);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Returns the name in a configuration. */
  String name();

  /** Returns whether the rates depend on the number of rounds. */
  default boolean usesRounds() {
    return false;
  }

  /** Reports settings that cannot work with the configured η. */
  default void refuse(ConfigReader reader, double initial) {}

  /**
   * Returns the learning rate of a round.
   *
   * @param initial η, as configured
   * @param rounds R; meaningful only to schedules that depend on it
   */
  double rate(double initial, Round round, int rounds);
}
