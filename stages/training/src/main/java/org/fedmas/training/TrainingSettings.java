package org.fedmas.training;

import java.util.List;
import java.util.stream.IntStream;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.RunKeys;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.summary.UpdateSummary;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.input.PriorPlan;
import org.fedmas.tensors.loss.Loss;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.layer.Regularisation;
import org.fedmas.tensors.optimizer.GradientClipping;
import org.fedmas.tensors.optimizer.Optimizer;
import org.fedmas.training.sampler.Sampler;
import org.fedmas.training.schedule.Schedule;
import org.fedmas.training.term.CarriedState;
import org.fedmas.training.term.LocalRound;
import org.fedmas.training.term.LocalTerm;
import org.jspecify.annotations.Nullable;

/**
 * The settings of local training: the keys {@code training.*} and those of the terms.
 *
 * @param work the extent of a client's work in one round
 * @param batchSize B
 * @param dropLast whether an incomplete last batch is dropped
 * @param sampler the order of the images
 * @param memory the fate of the optimiser's state between a client's rounds
 * @param learningRate η
 * @param schedule the change of η over the rounds
 * @param loss the classification loss L_sup
 * @param terms the terms that are added to L_sup
 * @param clipping null without clipping
 * @param regularisation the features and blocks that steps leave out
 * @param lossParts whether the summary tells the parts of the loss
 * @param rounds R where something depends on it, otherwise 0
 * @param normalised whether the server divides changes by the length of the steps, as FedNova does
 */
public record TrainingSettings(
    LocalWork work,
    int batchSize,
    boolean dropLast,
    Sampler sampler,
    Optimizer optimizer,
    OptimizerMemory memory,
    double learningRate,
    Schedule schedule,
    Loss loss,
    List<LocalTerm> terms,
    @Nullable GradientClipping clipping,
    Regularisation regularisation,
    boolean lossParts,
    int rounds,
    boolean normalised) {

  private static final double LARGEST_DROPOUT = 0.95;

  public TrainingSettings {
    terms = List.copyOf(terms);
  }

  /** Reads the keys and reports combinations that cannot work. */
  public static TrainingSettings read(ConfigReader reader) {
    double learningRate = reader.number("training.learning-rate", 3e-4, 0, 1e3);
    Schedule schedule = Schedule.read(reader);
    double clip = reader.number("training.clip-norm", 5, 0, 1e9);
    Loss loss = Loss.read(reader);
    List<LocalTerm> terms = LocalTerm.read(reader);
    boolean usesRounds =
        loss.usesRounds()
            || schedule.usesRounds()
            || terms.stream().anyMatch(LocalTerm::usesRounds);
    TrainingSettings settings =
        new TrainingSettings(
            LocalWork.read(reader),
            PriorPlan.batchSize(reader),
            RunKeys.dropsLast(reader),
            Sampler.choice().read(reader),
            Optimizer.read(reader),
            OptimizerMemory.read(reader),
            learningRate,
            schedule,
            loss,
            terms,
            clip == 0 ? null : new GradientClipping(clip),
            regularisation(reader),
            reader.added().flag("training.loss-parts", false),
            usesRounds ? RunKeys.rounds(reader) : 0,
            RunKeys.normalisesSteps(reader));
    schedule.refuse(reader, learningRate);
    terms.forEach(term -> term.refuse(reader, loss, settings.rounds()));
    return settings;
  }

  private static Regularisation regularisation(ConfigReader reader) {
    Backbone backbone = ModelSettings.read(reader).backbone();
    return new Regularisation(
        reader.number("training.dropout", backbone.dropout(), 0, LARGEST_DROPOUT),
        backbone.skipsBlocks()
            ? reader.number("training.stochastic-depth", 0.2, 0, LARGEST_DROPOUT)
            : 0);
  }

  /**
   * Returns one client's round under these settings.
   *
   * @param network holds the received model; loaded with the client's start state if that differs
   * @param received the global model
   * @param previous the client's own model of its previous round; null in its first
   * @param key the random key of this client's round
   */
  LocalRound begin(
      Network network,
      ModelState received,
      @Nullable ModelState previous,
      ClassCounts counts,
      Round round,
      RandomKey key) {
    return begin(network, received, previous, counts, round, CarriedState.NONE, key);
  }

  /**
   * Returns one client's round under these settings, with what methods carry over.
   *
   * @param network holds the received model; loaded with the client's start state if that differs
   * @param received the global model
   * @param previous the client's own model of its previous round; null in its first
   * @param carried the values that methods carry over from earlier rounds
   * @param key the random key of this client's round
   */
  LocalRound begin(
      Network network,
      ModelState received,
      @Nullable ModelState previous,
      ClassCounts counts,
      Round round,
      CarriedState carried,
      RandomKey key) {
    if (previous != null && looksBack()) {
      ModelState start = received;
      for (LocalTerm term : terms) {
        start = term.start(network.layout(), start, previous);
      }
      network.load(start);
    }
    long[] perClass = IntStream.of(counts.counts()).asLongStream().toArray();
    return new LocalRound(
        network,
        received,
        previous,
        loss.inRound(round.index(), rounds),
        perClass,
        round,
        rounds,
        learningRateIn(round),
        carried,
        key);
  }

  /** Returns whether a term reads the client's own model of its previous round. */
  boolean looksBack() {
    return terms.stream().anyMatch(LocalTerm::looksBack);
  }

  /** Returns whether a term reads what the server keeps beside the global model. */
  boolean readsServer() {
    return terms.stream().anyMatch(LocalTerm::readsServer);
  }

  /** Returns whether a term compares the client's number of images with those of all clients. */
  boolean comparesImages() {
    return terms.stream().anyMatch(LocalTerm::comparesImages);
  }

  /** Returns whether the server needs to know the number and length of the steps. */
  boolean reportsSteps() {
    return normalised || terms.stream().anyMatch(LocalTerm::reportsSteps);
  }

  /**
   * Returns the report of a round's steps.
   *
   * @throws IllegalStateException if the optimiser's steps have no length, which {@code normalised}
   *     needs
   */
  UpdateSummary.LocalSteps localSteps(int count, Round round) {
    double rate = learningRateIn(round);
    double pull = terms.stream().mapToDouble(LocalTerm::pull).sum();
    return new UpdateSummary.LocalSteps(
        count,
        rate,
        normalised
            ? optimizer
                .stepLength(rate, pull)
                .orElseThrow(() -> new IllegalStateException("no step length: " + optimizer.id()))
                .of(count)
            : null);
  }

  /** Returns the fewest training images with which a client takes part. */
  public int fewestImages() {
    return RunKeys.fewestImages(dropLast, batchSize);
  }

  /** Returns whether a round reads anything of the client's previous one. */
  public boolean readsPrevious() {
    return memory == OptimizerMemory.KEEP
        || work.countsSteps()
        || looksBack()
        || terms.stream().anyMatch(LocalTerm::keepsState);
  }

  BatchPlan plan() {
    return new BatchPlan(batchSize, dropLast);
  }

  /** Returns η of a round. */
  public double learningRateIn(Round round) {
    return schedule.rate(learningRate, round, rounds);
  }

  /** Returns whether a term gives a divergence, or a number in its place. */
  public boolean aligned() {
    return terms.stream().anyMatch(LocalTerm::aligns);
  }

  /** Returns whether class priors are measured with a head that the client keeps. */
  public boolean keepsMeasuringHead() {
    return terms.stream().anyMatch(LocalTerm::keepsMeasuringHead);
  }

  /** Returns whether steps need the auxiliary network's features. */
  public boolean needsFeatures() {
    return terms.stream().anyMatch(LocalTerm::needsFeatures);
  }
}
