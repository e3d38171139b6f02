package org.fedmas.training;

import java.util.List;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.config.LossSettings;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.loss.Loss;
import org.fedmas.tensors.optimizer.GradientClipping;
import org.fedmas.tensors.optimizer.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * How a client trains: the keys {@code training.*} and {@code alignment.*}.
 *
 * @param epochs E, passes over the client's training images per round
 * @param batchSize B
 * @param dropLast whether an incomplete last batch is left out
 * @param optimizer the optimiser
 * @param learningRate η
 * @param loss the classification loss L_sup
 * @param aligned whether the alignment term is used
 * @param alignmentWeight λ
 * @param clipping null without clipping
 */
public record TrainingSettings(
    int epochs,
    int batchSize,
    boolean dropLast,
    Optimizer optimizer,
    double learningRate,
    Loss loss,
    boolean aligned,
    double alignmentWeight,
    @Nullable GradientClipping clipping) {

  /** Reads the keys. */
  public static TrainingSettings read(ConfigReader reader) {
    List<Optimizer> optimizers = Optimizer.all();
    String optimizer =
        reader.choice(
            "training.optimizer", "adam", optimizers.stream().map(Optimizer::name).toList());
    boolean aligned = ModelSettings.hasAlignment(reader);
    double clip = reader.number("training.clip-norm", 5, 0, 1e9);
    reader.choice("training.sampler", "shuffled", List.of("shuffled"));
    return new TrainingSettings(
        reader.integer("training.epochs", 1, 1, 1000),
        reader.integer("training.batch-size", 64, 2, 65_536),
        reader.flag("training.drop-last", false),
        optimizers.stream().filter(o -> o.name().equals(optimizer)).findFirst().orElseThrow(),
        reader.number("training.learning-rate", 3e-4, 0, 1e3),
        LossSettings.read(reader),
        aligned,
        aligned ? reader.number(LossSettings.ALIGNMENT_WEIGHT, 3, 0, 1e6) : 0,
        clip == 0 ? null : new GradientClipping(clip));
  }

  /** Whether steps compare with the auxiliary network's features. */
  public boolean needsFeatures() {
    return aligned && alignmentWeight > 0;
  }
}
