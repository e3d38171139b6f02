package org.fedmas.training;

import java.util.List;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.optimizer.Adam;
import org.fedmas.tensors.optimizer.AdamW;
import org.fedmas.tensors.optimizer.Optimizer;
import org.fedmas.tensors.optimizer.SgdNesterov;

/** The reader of the optimiser and its parameters. */
final class OptimizerSettings {

  /** Largest decay rate of a moving mean; a rate of 1 would never forget. */
  private static final double LARGEST_DECAY = 0.999999;

  private OptimizerSettings() {}

  static Optimizer read(ConfigReader reader) {
    List<Optimizer> all = Optimizer.all();
    String name =
        reader.choice("training.optimizer", "adam", all.stream().map(Optimizer::name).toList());
    Optimizer published =
        all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    if (published instanceof Adam adam) {
      return adam(reader, adam);
    }
    if (published instanceof AdamW adamW) {
      return new AdamW(adam(reader, adamW.moments()), decay(reader, adamW.weightDecay()));
    }
    SgdNesterov sgd = (SgdNesterov) published;
    return new SgdNesterov(
        reader.number("training.momentum", sgd.momentum(), 0, LARGEST_DECAY),
        decay(reader, sgd.weightDecay()));
  }

  private static Adam adam(ConfigReader reader, Adam published) {
    return new Adam(
        reader.number("training.beta1", published.beta1(), 0, LARGEST_DECAY),
        reader.number("training.beta2", published.beta2(), 0, LARGEST_DECAY),
        reader.number("training.epsilon", published.epsilon(), 1e-30, 1));
  }

  private static double decay(ConfigReader reader, double published) {
    return reader.number("training.weight-decay", published, 0, 1);
  }
}
