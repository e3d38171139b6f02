package org.fedmas.training;

import ai.djl.ndarray.NDArray;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.ClassMeans;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tensors.Scalars;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.loss.Divergence;
import org.fedmas.tensors.loss.Loss;
import org.fedmas.tensors.network.Gradients;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.network.Outputs;
import org.fedmas.tensors.network.TrainingStep;
import org.fedmas.tensors.optimizer.OptimizerState;
import org.jspecify.annotations.Nullable;

/**
 * The step of local training. With the alignment term it minimises
 *
 * <pre>L = L_sup(o1, y) + L_sup(o2, y) + λ·mean δ(x)</pre>
 *
 * and otherwise {@code L_sup(o1, y)}, and meanwhile collects S_kc, the mean divergence of the
 * samples of each class. Source: arXiv 2307.14959, section 2; docs/equations.md.
 */
final class LocalTrainer {

  private final Network network;
  private final OptimizerState state;
  private final TrainingSettings settings;
  private final Loss loss;
  private final long[] counts;
  private final ClassMeans divergences;
  private double lossSum;
  private long samples;

  /**
   * A trainer of one client in one round.
   *
   * @param network holds the received global model; changed in place
   * @param state the client's optimiser state; changed in place
   * @param counts n_kc, the client's training images
   */
  LocalTrainer(
      Network network, OptimizerState state, TrainingSettings settings, ClassCounts counts) {
    this.network = network;
    this.state = state;
    this.settings = settings;
    this.loss = settings.loss();
    this.counts = new long[counts.classes()];
    for (int c = 0; c < this.counts.length; c++) {
      this.counts[c] = counts.count(c);
    }
    this.divergences = new ClassMeans(counts.classes());
  }

  /**
   * Takes one step.
   *
   * @throws StageFailedException if the loss is no finite number
   */
  void step(TrainingBatch batch) {
    try (TrainingStep step = TrainingStep.begin(network)) {
      NDArray labels = Transfer.labels(step.manager(), batch.labels());
      Outputs outputs = step.forward(batch.images(step.manager()));
      NDArray total = loss.batch(outputs.logits(), labels, counts);
      NDArray compared = null;
      if (settings.aligned()) {
        total = total.add(loss.batch(outputs.requireFreeLogits(), labels, counts));
        NDArray references = batch.references(step.manager());
        if (references == null) {
          compared = loss.perSample(outputs.logits(), labels, counts);
        } else {
          compared = Divergence.perSample(outputs.requireProjection(), references);
          total = total.add(Scalars.times(compared.mean(), settings.alignmentWeight()));
        }
      }
      note(batch.labels(), total, compared);
      Gradients gradients = step.backward(total);
      if (settings.clipping() != null) {
        settings.clipping().clip(gradients);
      }
      settings.optimizer().step(network.parameters(), gradients, state, settings.learningRate());
    }
  }

  /** Mean loss over the samples seen so far. */
  double meanLoss() {
    return samples == 0 ? 0 : lossSum / samples;
  }

  /** S_kc, 0 for a class that was not seen. */
  ClassMeans divergences() {
    return divergences;
  }

  private void note(int[] labels, NDArray total, @Nullable NDArray compared) {
    double value = Transfer.doubles(total)[0];
    if (!Double.isFinite(value)) {
      throw new StageFailedException(
          "the training loss became "
              + value
              + " after "
              + samples
              + " samples; lower training.learning-rate or set training.clip-norm");
    }
    lossSum += value * labels.length;
    samples += labels.length;
    if (compared != null) {
      double[] values = Transfer.doubles(compared);
      for (int i = 0; i < labels.length; i++) {
        divergences.add(labels[i], values[i]);
      }
    }
  }
}
