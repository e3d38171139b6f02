package org.fedmas.aggregation.server;

import java.util.List;

/**
 * SCAFFOLD's movement with a server rate, {@code θ ← θ + η_s Δ}.
 *
 * @param learningRate η_s
 */
record ScaffoldMovement(double learningRate) implements ServerMovement {

  @Override
  public List<String> moments() {
    return List.of();
  }

  @Override
  public double movement(double delta, double[] moments) {
    return learningRate * delta;
  }

  @Override
  public String origin() {
    return "training.terms scaffold";
  }

  @Override
  public String remedy() {
    return "lower " + Scaffold.SERVER_RATE;
  }
}
