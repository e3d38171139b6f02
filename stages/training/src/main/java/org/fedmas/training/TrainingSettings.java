package org.fedmas.training;

import java.util.List;
import java.util.stream.IntStream;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.config.LossSettings;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.loss.Loss;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.network.layer.Regularisation;
import org.fedmas.tensors.optimizer.GradientClipping;
import org.fedmas.tensors.optimizer.Optimizer;
import org.fedmas.training.sampler.Sampler;
import org.fedmas.training.schedule.Schedule;
import org.fedmas.training.term.AlignmentTerm;
import org.fedmas.training.term.LocalRound;
import org.fedmas.training.term.LocalTerm;
import org.fedmas.training.term.LocalTerms;
import org.jspecify.annotations.Nullable;

/**
 * How a client trains: the keys {@code training.*} and those of the terms.
 *
 * @param epochs E, passes over the client's training images per round
 * @param batchSize B
 * @param dropLast whether an incomplete last batch is left out
 * @param sampler the order of the images
 * @param optimizer the optimiser
 * @param learningRate η
 * @param schedule how η changes over the rounds
 * @param loss the classification loss L_sup
 * @param terms what is added to it
 * @param clipping null without clipping
 * @param regularisation what steps leave out
 * @param rounds R where something depends on it, otherwise 0
 */
public record TrainingSettings(
    int epochs,
    int batchSize,
    boolean dropLast,
    Sampler sampler,
    Optimizer optimizer,
    double learningRate,
    Schedule schedule,
    Loss loss,
    List<LocalTerm> terms,
    @Nullable GradientClipping clipping,
    Regularisation regularisation,
    int rounds) {

  /** The number of rounds; read only where something depends on it. */
  static final String ROUNDS = "rounds";

  private static final double MOST_LEFT_OUT = 0.95;

  /** Prefixes of the keys that decide how a client trains. */
  static final List<String> KEYS = List.of("training", "proximal", "model-contrast", "alignment");

  public TrainingSettings {
    terms = List.copyOf(terms);
  }

  /** Reads the keys. */
  public static TrainingSettings read(ConfigReader reader) {
    String sampler =
        reader.choice(
            "training.sampler", "shuffled", Sampler.all().stream().map(Sampler::name).toList());
    double learningRate = reader.number("training.learning-rate", 3e-4, 0, 1e3);
    Schedule schedule = Schedule.read(reader);
    double clip = reader.number("training.clip-norm", 5, 0, 1e9);
    Loss loss = LossSettings.read(reader);
    List<LocalTerm> terms = LocalTerms.read(reader);
    boolean usesRounds = usesRounds(loss, schedule, terms);
    TrainingSettings settings =
        new TrainingSettings(
            reader.integer("training.epochs", 1, 1, 1000),
            reader.integer("training.batch-size", 64, 2, 65_536),
            reader.flag("training.drop-last", false),
            Sampler.all().stream().filter(s -> s.name().equals(sampler)).findFirst().orElseThrow(),
            OptimizerSettings.read(reader),
            learningRate,
            schedule,
            loss,
            terms,
            clip == 0 ? null : new GradientClipping(clip),
            regularisation(reader),
            usesRounds ? reader.integer(ROUNDS, 100, 1, 1_000_000) : 0);
    settings.refuse(reader);
    return settings;
  }

  private static Regularisation regularisation(ConfigReader reader) {
    boolean skips = ModelSettings.read(reader).backbone().skipsBlocks();
    return new Regularisation(
        reader.number("training.dropout", 0, 0, MOST_LEFT_OUT),
        skips ? reader.number("training.stochastic-depth", 0.2, 0, MOST_LEFT_OUT) : 0);
  }

  /** Returns whether the recipe of a client's update has to hold the number of rounds. */
  static boolean usesRounds(Config config) {
    TrainingSettings settings = read(ConfigReader.of(config));
    return usesRounds(settings.loss, settings.schedule, settings.terms);
  }

  private static boolean usesRounds(Loss loss, Schedule schedule, List<LocalTerm> terms) {
    return loss.usesRounds()
        || schedule.usesRounds()
        || terms.stream().anyMatch(LocalTerm::usesRounds);
  }

  private void refuse(ConfigReader reader) {
    schedule.refuse(reader, learningRate);
    terms.forEach(term -> term.refuse(reader, loss, rounds));
  }

  /**
   * Returns one client's round under these settings.
   *
   * @param network holds the received model; takes over what the client starts from, where that
   *     differs
   * @param received the global model
   * @param previous the client's own model of its previous round; null in its first
   * @param key of what is drawn in this round
   */
  LocalRound begin(
      Network network,
      ModelState received,
      @Nullable ModelState previous,
      ClassCounts counts,
      Round round,
      RandomKey key) {
    if (previous != null && looksBack()) {
      ModelState start = received;
      for (LocalTerm term : terms) {
        start = term.start(network.layout(), start, previous);
      }
      network.load(start);
    }
    long[] perClass = IntStream.range(0, counts.classes()).mapToLong(counts::count).toArray();
    return new LocalRound(
        network,
        received,
        previous,
        loss.inRound(round.index(), rounds),
        perClass,
        round,
        rounds,
        key);
  }

  /** Returns whether the client's own model of its previous round is needed. */
  boolean looksBack() {
    return terms.stream().anyMatch(LocalTerm::looksBack);
  }

  /** Returns the learning rate of a round. */
  double learningRateIn(Round round) {
    return schedule.rate(learningRate, round, rounds);
  }

  /**
   * Returns whether the alignment term is used, so that there is a divergence or what stands for
   * it.
   */
  public boolean aligned() {
    return terms.stream().anyMatch(AlignmentTerm.class::isInstance);
  }

  /** Returns whether steps compare with the auxiliary network's features. */
  public boolean needsFeatures() {
    return terms.stream().anyMatch(LocalTerm::needsFeatures);
  }
}
