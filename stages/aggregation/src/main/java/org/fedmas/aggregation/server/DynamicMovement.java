package org.fedmas.aggregation.server;

import java.util.List;
import org.fedmas.tables.model.ModelFiles;

/**
 * FedDyn's movement, {@code h ← h + (|S|/K)·Δ, θ ← θ + Δ + h}, under the rule {@code uniform}. Here
 * h is the mean over all K clients of their h_k, since Δ is the mean of the participants' changes.
 *
 * @param share |S|/K, the part of the clients that took part in the round
 */
record DynamicMovement(double share) implements ServerMovement {

  @Override
  public List<String> moments() {
    return List.of(ModelFiles.DYNAMIC);
  }

  @Override
  public double movement(double delta, double[] moments) {
    moments[0] += share * delta;
    return delta + moments[0];
  }

  @Override
  public String origin() {
    return "training.terms dynamic-regulariser";
  }

  @Override
  public String remedy() {
    return "lower training.learning-rate or raise dynamic-regulariser.weight";
  }
}
