package org.fedmas.aggregation.server;

import java.util.List;
import org.fedmas.contract.config.ConfigReader;

/**
 * Adam, Yogi or Adagrad, {@code m ← β₁m + (1−β₁)Δ, θ ← θ + η m / (√v + τ)}, with v as {@link
 * SecondMoment} says.
 *
 * <p>Source: arXiv 2003.00295, algorithm 2; v starts at 0 and Adagrad keeps β₁, as in FLamby.
 *
 * @param second the rule of v
 * @param learningRate η
 * @param beta1 β₁
 * @param beta2 β₂; without influence on Adagrad
 * @param tau τ, which bounds the step of entries that hardly move
 */
public record ServerAdaptive(
    SecondMoment second, double learningRate, double beta1, double beta2, double tau)
    implements ServerOptimizer {

  private static final String TAU = "server.tau";

  static ServerAdaptive published(SecondMoment second) {
    return new ServerAdaptive(second, second.learningRate(), 0.9, 0.999, 1e-3);
  }

  @Override
  public String id() {
    return second.id();
  }

  @Override
  public ServerAdaptive configured(ConfigReader reader) {
    double configuredTau = reader.number(TAU, tau, 0, 1e6);
    if (configuredTau == 0) {
      reader.problem(TAU, "a number greater than 0, since entries that never moved have v = 0");
    }
    return new ServerAdaptive(
        second,
        ServerKeys.learningRate(reader, learningRate),
        ServerKeys.beta1(reader, beta1),
        second == SecondMoment.ADAGRAD ? beta2 : ServerKeys.beta2(reader, beta2),
        configuredTau);
  }

  @Override
  public List<String> moments() {
    return List.of("m.", "v.");
  }

  @Override
  public double movement(double delta, double[] moments) {
    moments[0] = beta1 * moments[0] + (1 - beta1) * delta;
    moments[1] = second.next(moments[1], delta * delta, beta2);
    return learningRate * moments[0] / (Math.sqrt(moments[1]) + tau);
  }
}
