package org.fedmas.pipeline.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fedmas.contract.Round;

/**
 * One step of a run: a job whose units do not read each other's artifacts. The round is 0 before
 * the first round.
 */
public record Phase(Kind kind, Round round) {

  private static final Round NO_ROUND = new Round(0);

  /** The image index and the shards. */
  public static final Phase PREPARATION = new Phase(Kind.PREPARATION, NO_ROUND);

  /** The partition, the statistics, the features and the start model. */
  public static final Phase SETUP = new Phase(Kind.SETUP, NO_ROUND);

  /** The kinds of steps, in the order in which a run first reaches them. */
  public enum Kind {
    PREPARATION,
    SETUP,
    /** Pretraining of the auxiliary network, on each client in a round of its own. */
    PRETRAINING,
    /** Averages of the clients' pretrained networks. */
    PRETRAINING_AVERAGE,
    /** Features of the pretrained network. */
    PRETRAINED_FEATURES,
    /** Statistics of the auxiliary networks, replaced by those of each client. */
    ADAPTATION,
    ADAPTED_FEATURES,
    /** Losses of the clients' images under the model that a round begins with. */
    CLASS_LOSSES,
    /** Priors and local training of the first round. */
    LOCAL_WORK,
    AGGREGATION,
    /** Scores of a round's models, and the local work of the round after it. */
    EVALUATION,
    /** Test scores of the models of selected rounds, and of the last round's global model. */
    TEST;

    /** Returns the name in a run's record. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Returns the phases of a run of that many rounds, in order.
   *
   * @param pretraining the phases that pretrain an auxiliary network
   * @param aggregates whether the clients' models are aggregated after each round
   * @param measures whether local training depends on losses that all clients measure before
   */
  static List<Phase> of(int rounds, List<Phase> pretraining, boolean aggregates, boolean measures) {
    List<Phase> phases = new ArrayList<>(List.of(PREPARATION, SETUP));
    phases.addAll(pretraining);
    phases.add(new Phase(Kind.ADAPTATION, NO_ROUND));
    phases.add(new Phase(Kind.ADAPTED_FEATURES, NO_ROUND));
    if (measures) {
      phases.add(new Phase(Kind.CLASS_LOSSES, new Round(1)));
    }
    phases.add(new Phase(Kind.LOCAL_WORK, new Round(1)));
    for (int round = 1; round <= rounds; round++) {
      if (aggregates) {
        phases.add(new Phase(Kind.AGGREGATION, new Round(round)));
      }
      if (measures && round < rounds) {
        phases.add(new Phase(Kind.CLASS_LOSSES, new Round(round + 1)));
      }
      phases.add(new Phase(Kind.EVALUATION, new Round(round)));
    }
    phases.add(new Phase(Kind.TEST, new Round(rounds)));
    return phases;
  }

  /**
   * Returns the phases that pretrain an auxiliary network.
   *
   * @param rounds the rounds of pretraining, each with an average; 0 for one unit without rounds
   */
  static List<Phase> pretraining(int rounds) {
    List<Phase> phases = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      phases.add(new Phase(Kind.PRETRAINING, new Round(round)));
      phases.add(new Phase(Kind.PRETRAINING_AVERAGE, new Round(round)));
    }
    if (rounds == 0) {
      phases.add(new Phase(Kind.PRETRAINING, NO_ROUND));
    }
    phases.add(new Phase(Kind.PRETRAINED_FEATURES, NO_ROUND));
    return phases;
  }

  /** Returns the title that users see, in a run of that many rounds. */
  String title(int rounds) {
    String prefix = "round " + round.number() + " of " + rounds + ": ";
    return switch (kind) {
      case PREPARATION -> "preparation";
      case SETUP -> "partition, features, start model";
      case PRETRAINING -> "pretraining" + ofRound();
      case PRETRAINING_AVERAGE -> "average of pretraining" + ofRound();
      case PRETRAINED_FEATURES -> "features of the pretrained network";
      case ADAPTATION -> "auxiliary networks adapt to their clients";
      case ADAPTED_FEATURES -> "features of the adapted networks";
      case CLASS_LOSSES -> prefix + "losses before local work";
      case LOCAL_WORK -> prefix + "local work";
      case AGGREGATION -> prefix + "aggregation";
      case EVALUATION ->
          round.number() < rounds
              ? prefix + "evaluation, and local work of round " + (round.number() + 1)
              : prefix + "evaluation";
      case TEST -> "test of the selected and the last round";
    };
  }

  private String ofRound() {
    return round.number() == 0 ? "" : ", round " + round.number();
  }
}
