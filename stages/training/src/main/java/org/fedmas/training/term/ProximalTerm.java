package org.fedmas.training.term;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.config.TermName;
import org.fedmas.tensors.loss.Proximal;
import org.fedmas.tensors.network.Network;
import org.jspecify.annotations.Nullable;

/**
 * The term of FedProx, which keeps the model near the received one: {@code (μ/2)·‖θ − θ_global‖²}.
 * If μ = 0 the term computes nothing, so that training is federated averaging bit for bit.
 *
 * @param formula μ and the mathematics
 */
public record ProximalTerm(Proximal formula) implements LocalTerm {

  static ProximalTerm read(ConfigReader reader) {
    return new ProximalTerm(new Proximal(reader.number("proximal.weight", 0.45, 0, 1e6)));
  }

  @Override
  public String id() {
    return TermName.PROXIMAL.id();
  }

  @Override
  public String text() {
    return id() + " (μ = " + formula.weight() + ")";
  }

  @Override
  public double pull() {
    return formula.weight();
  }

  @Override
  public @Nullable ActiveTerm begin(LocalRound round) {
    return formula.weight() == 0
        ? null
        : new Active(formula, round.network().with(round.received()));
  }

  private record Active(Proximal formula, Network global) implements ActiveTerm {

    @Override
    public void contribute(Objective objective) {
      List<NDArray> parameters = objective.parameters();
      objective.add(TermName.PROXIMAL.id(), formula.of(parameters, global.parameters()));
    }

    @Override
    public void close() {
      global.close();
    }
  }
}
