package org.fedmas.training.term;

import ai.djl.ndarray.NDArray;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.config.TermName;
import org.fedmas.tensors.loss.ModelContrast;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.network.layer.Mode;
import org.jspecify.annotations.Nullable;

/**
 * The term of MOON: pulls the feature that enters {@code fc} towards the global model's feature and
 * away from that of the client's previous model. Both models run without gradient on copies, whose
 * running statistics are dropped. In a client's first round the global model replaces the previous
 * one.
 *
 * @param formula μ, temperature and the mathematics
 * @param statistics the statistics that the two models normalise with
 */
public record ModelContrastTerm(ModelContrast formula, Mode statistics) implements LocalTerm {

  static ModelContrastTerm read(ConfigReader reader) {
    return new ModelContrastTerm(
        new ModelContrast(
            reader.number("model-contrast.weight", 0.45, 0, 1e6),
            reader.number("model-contrast.temperature", 0.5, 1e-3, 1e3)),
        Choice.of("model-contrast.statistics", Mode.TRAIN.id(), Mode.values()).read(reader));
  }

  @Override
  public String id() {
    return TermName.MODEL_CONTRAST.id();
  }

  @Override
  public String text() {
    return id() + " (μ = " + formula.weight() + ")";
  }

  @Override
  public boolean looksBack() {
    return formula.weight() > 0;
  }

  @Override
  public @Nullable ActiveTerm begin(LocalRound round) {
    if (formula.weight() == 0) {
      return null;
    }
    ModelState previous = round.previous();
    return new Active(
        formula,
        statistics,
        round.network().with(round.received()),
        previous == null ? null : round.network().with(previous));
  }

  private record Active(
      ModelContrast formula, Mode statistics, Network global, @Nullable Network previous)
      implements ActiveTerm {

    @Override
    public void contribute(Objective objective) {
      NDArray images = objective.images();
      NDArray reference = feature(global, images);
      NDArray own = previous == null ? reference : feature(previous, images);
      objective.add(
          TermName.MODEL_CONTRAST.id(), formula.of(objective.outputs().feature(), reference, own));
    }

    private NDArray feature(Network network, NDArray images) {
      try (Autograd.Recording off = Autograd.paused()) {
        return network.forward(images, statistics).feature();
      }
    }

    @Override
    public void close() {
      global.close();
      if (previous != null) {
        previous.close();
      }
    }
  }
}
