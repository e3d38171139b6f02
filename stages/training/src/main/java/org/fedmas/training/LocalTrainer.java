package org.fedmas.training;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.ClassMeans;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.loss.Loss;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.network.TrainingStep;
import org.fedmas.tensors.network.head.Outputs;
import org.fedmas.tensors.network.layer.Gradients;
import org.fedmas.tensors.optimizer.OptimizerState;
import org.fedmas.training.term.ActiveTerm;
import org.fedmas.training.term.LocalRound;
import org.fedmas.training.term.LocalTerm;
import org.fedmas.training.term.Objective;
import org.jspecify.annotations.Nullable;

/**
 * The trainer of one client in one round. Its steps minimise {@code L_sup(o1, y)} plus the chosen
 * terms, and measure S_kc, the mean of δ over the samples of each class. Source: arXiv 2307.14959,
 * section 2; docs/equations.md.
 */
final class LocalTrainer implements AutoCloseable {

  private final Network network;
  private final OptimizerState state;
  private final TrainingSettings settings;
  private final Loss loss;
  private final long[] counts;
  private final double learningRate;
  private final List<ActiveTerm> terms = new ArrayList<>();
  private final @Nullable PersonalHead personal;
  private final RandomKey key;
  private final Map<String, Double> partSums = new TreeMap<>();
  private ClassMeans classDivergence;
  private int steps;
  private double lossSum;
  private long samples;

  /**
   * Creates a trainer of one client in one round.
   *
   * @param round the round, whose network holds the client's start state and is trained in place
   * @param state the client's optimiser state, changed in place
   */
  LocalTrainer(LocalRound round, OptimizerState state, TrainingSettings settings) {
    this(round, state, settings, null);
  }

  /**
   * Creates a trainer that also trains a personal head.
   *
   * @param personal the client's personal head, trained in place; null without one
   */
  LocalTrainer(
      LocalRound round,
      OptimizerState state,
      TrainingSettings settings,
      @Nullable PersonalHead personal) {
    this.network = round.network();
    this.state = state;
    this.settings = settings;
    this.personal = personal;
    this.loss = round.loss();
    this.counts = round.counts();
    this.key = round.key().with("omission");
    this.learningRate = round.learningRate();
    this.classDivergence = new ClassMeans(counts.length);
    for (LocalTerm term : settings.terms()) {
      ActiveTerm active = term.begin(round);
      if (active != null) {
        terms.add(active);
      }
    }
  }

  /**
   * Takes one step.
   *
   * @throws StageFailedException if the loss is not a finite number
   */
  void step(TrainingBatch batch) {
    try (TrainingStep step = TrainingStep.begin(network)) {
      NDArray labels = Transfer.labels(step.manager(), batch.labels());
      NDArray images = batch.images(step.manager());
      Outputs outputs = step.forward(images, settings.regularisation().drawnBy(key.with(steps)));
      steps++;
      NDArray supervised = loss.batch(outputs.logits(), labels, counts);
      Objective objective =
          new Objective(step, images, labels, outputs, batch::features, supervised);
      terms.forEach(term -> term.contribute(objective));
      record(batch.labels(), objective);
      Gradients gradients = step.backward(objective.total());
      if (settings.clipping() != null) {
        gradients = settings.clipping().clip(gradients);
      }
      for (ActiveTerm term : terms) {
        gradients = term.corrected(gradients);
      }
      settings.optimizer().step(network.parameters(), gradients, state, learningRate);
      if (personal != null) {
        personal.step(outputs, labels, learningRate);
      }
    }
  }

  TrainerSums sums() {
    return new TrainerSums(
        steps, samples, lossSum, classDivergence.sums(), classDivergence.seen(), partSums);
  }

  /** Continues from earlier sums; network and optimiser state must be those of that time. */
  void resume(TrainerSums sums) {
    steps = sums.steps();
    samples = sums.samples();
    lossSum = sums.loss();
    partSums.putAll(sums.parts());
    classDivergence = ClassMeans.of(sums.divergences(), sums.seen());
  }

  /** Returns the mean loss over the samples seen so far. */
  double meanLoss() {
    return samples == 0 ? 0 : lossSum / samples;
  }

  /** Returns the means of the loss's parts by name; empty unless the settings ask for them. */
  Map<String, Double> lossParts() {
    Map<String, Double> means = new TreeMap<>();
    partSums.forEach((part, sum) -> means.put(part, sum / samples));
    return means;
  }

  /** Returns the measurement of S_kc, 0 for a class that was not seen. */
  ClassMeans classDivergence() {
    return classDivergence;
  }

  /** Returns what the terms keep on the client for its next round. */
  ClientState kept() {
    ClientState kept = ClientState.EMPTY;
    for (ActiveTerm term : terms) {
      for (Map.Entry<String, ModelState> owner : term.keeps(steps).entrySet()) {
        kept = kept.with(owner.getKey(), owner.getValue());
      }
    }
    return kept;
  }

  @Override
  public void close() {
    terms.forEach(ActiveTerm::close);
  }

  private void record(int[] labels, Objective objective) {
    double value = Transfer.doubles(objective.total())[0];
    if (!Double.isFinite(value)) {
      throw new StageFailedException(
          ("the training loss became %s after %s samples, expected a finite number. Lower"
                  + " training.learning-rate or set training.clip-norm")
              .formatted(value, samples));
    }
    lossSum += value * labels.length;
    samples += labels.length;
    if (settings.lossParts()) {
      objective
          .parts()
          .forEach(
              (part, mean) ->
                  partSums.merge(part, Transfer.doubles(mean)[0] * labels.length, Double::sum));
    }
    NDArray divergence = objective.divergence();
    if (divergence != null) {
      double[] values = Transfer.doubles(divergence);
      for (int i = 0; i < labels.length; i++) {
        classDivergence.add(labels[i], values[i]);
      }
    }
  }
}
