package org.fedmas.training.schedule;

import org.fedmas.contract.Round;

/** The schedule with an equal learning rate in every round. */
public record Constant() implements Schedule {

  @Override
  public String id() {
    return "constant";
  }

  @Override
  public double rate(double initial, Round round, int rounds) {
    return initial;
  }
}
