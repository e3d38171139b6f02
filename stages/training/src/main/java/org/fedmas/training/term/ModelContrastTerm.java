package org.fedmas.training.term;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.Autograd;
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
 * @param statistics the mode in which the two models normalise
 */
public record ModelContrastTerm(ModelContrast formula, Mode statistics) implements LocalTerm {

  static final String NAME = "model-contrast";

  private static final String TRAIN = "train";

  static ModelContrastTerm read(ConfigReader reader) {
    String statistics = reader.choice("model-contrast.statistics", TRAIN, List.of(TRAIN, "eval"));
    return new ModelContrastTerm(
        new ModelContrast(
            reader.number("model-contrast.weight", 0.45, 0, 1e6),
            reader.number("model-contrast.temperature", 0.5, 1e-3, 1e3)),
        statistics.equals(TRAIN) ? Mode.TRAIN : Mode.EVAL);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String text() {
    return NAME + " (μ = " + formula.weight() + ")";
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
      objective.add(formula.of(objective.outputs().feature(), reference, own));
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
