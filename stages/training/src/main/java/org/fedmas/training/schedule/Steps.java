package org.fedmas.training.schedule;

import java.util.List;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.ConfigReader;

/**
 * The schedule that divides the learning rate by ten from each listed round on.
 *
 * @param at the listed rounds, from 1
 */
public record Steps(List<Integer> at) implements Schedule {

  private static final String ROUNDS = "training.schedule-rounds";

  public Steps {
    at = List.copyOf(at);
  }

  @Override
  public String id() {
    return "steps";
  }

  @Override
  public Steps configured(ConfigReader reader) {
    List<Integer> rounds = reader.integers(ROUNDS, at, 1, 1_000_000);
    if (rounds.isEmpty()) {
      reader.problem(ROUNDS, "the rounds from which on the rate is a tenth, such as [50, 75]");
    }
    return new Steps(rounds);
  }

  @Override
  public double rate(double initial, Round round, int rounds) {
    double rate = initial;
    for (int from : at) {
      if (round.number() >= from) {
        rate /= 10;
      }
    }
    return rate;
  }
}
