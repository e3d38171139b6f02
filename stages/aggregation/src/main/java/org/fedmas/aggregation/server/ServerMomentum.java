package org.fedmas.aggregation.server;

import java.util.List;
import org.fedmas.contract.config.ConfigReader;

/**
 * Momentum, {@code m ← β₁m + Δ, θ ← θ + η m}; in Nesterov's form {@code θ ← θ + η (Δ + β₁m)}.
 *
 * <p>Source: arXiv 1909.06335, section 4.3.
 *
 * @param learningRate η
 * @param beta1 β₁
 * @param nesterov whether the step looks ahead
 */
public record ServerMomentum(double learningRate, double beta1, boolean nesterov)
    implements ServerOptimizer {

  static ServerMomentum published() {
    return new ServerMomentum(1, 0.9, false);
  }

  @Override
  public String id() {
    return "momentum";
  }

  @Override
  public ServerMomentum configured(ConfigReader reader) {
    return new ServerMomentum(
        ServerKeys.learningRate(reader, learningRate),
        ServerKeys.beta1(reader, beta1),
        reader.flag("server.nesterov", nesterov));
  }

  @Override
  public List<String> moments() {
    return List.of("m.");
  }

  @Override
  public double movement(double delta, double[] moments) {
    moments[0] = beta1 * moments[0] + delta;
    return learningRate * (nesterov ? delta + beta1 * moments[0] : moments[0]);
  }
}
