package org.fedmas.training.schedule;

import java.util.List;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;

/** A rule by which the learning rate changes from round to round. */
public sealed interface Schedule extends Named permits Constant, Cosine, Steps {

  static Schedule read(ConfigReader reader) {
    return choice().read(reader).configured(reader);
  }

  static Choice<Schedule> choice() {
    return Choice.of(
        "training.schedule", "constant", new Constant(), new Cosine(1e-4), new Steps(List.of()));
  }

  /** Returns this schedule with its parameters as configured. */
  default Schedule configured(ConfigReader reader) {
    return this;
  }

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
