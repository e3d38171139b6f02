package org.fedmas.aggregation.rule;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;
import org.fedmas.tables.partition.TrainingImages;

/** A rule that gives participants their shares in the next global model. */
public sealed interface AggregationRule extends Named
    permits Average,
        Uniform,
        FedNova,
        Mas,
        MasDeferred,
        TrimmedMean,
        Median,
        Krum,
        GeometricMedian,
        GeneralisationAdjustment,
        ContributionEstimate {

  String KEY = "aggregation.rule";

  static Choice<AggregationRule> choice() {
    return Choice.of(
        KEY,
        "mas",
        new Average(),
        new Uniform(),
        new FedNova(EffectiveSteps.LENGTHS),
        new Mas(false),
        new Mas(true),
        new MasDeferred(1),
        new Median(),
        new TrimmedMean(TrimmedMean.SHARE),
        Krum.one(Krum.OUTLIERS),
        Krum.several(Krum.OUTLIERS),
        new GeometricMedian(),
        GeneralisationAdjustment.published(),
        new ContributionEstimate(ContributionCombination.PLUS));
  }

  /** Returns this rule with its parameters as configured. */
  default AggregationRule configured(ConfigReader reader) {
    return this;
  }

  /** Returns whether clients must report class prior and class divergence in any round. */
  default boolean needsMeasurements() {
    return false;
  }

  /**
   * Returns the measure of the round before on which the weights depend; empty for rules whose
   * weights follow from this round alone.
   */
  default Optional<ValidationMeasure> measure() {
    return Optional.empty();
  }

  /** Returns whether clients must report class prior and class divergence in a round. */
  default boolean needsMeasurements(Round round) {
    return needsMeasurements();
  }

  /** Returns the smallest number of participants that the rule works with. */
  default int fewestParticipants() {
    return 1;
  }

  /**
   * Returns whether the rule tolerates participants whose models contain NaN or infinity. Such
   * participants are then left out with a warning; under the other rules they end the run.
   */
  default boolean isRobust() {
    return false;
  }

  /**
   * Returns the number of values that are removed at each end of every coordinate before the plain
   * mean of the rest; empty for a weighted sum of whole models.
   */
  default OptionalInt trimmed(int participants) {
    return OptionalInt.empty();
  }

  /**
   * Returns the weights w_k of the clients' changes in {@code θ ← θ + Σ_k w_k (θ_k − θ)}, which
   * moves trainable entries. They are empty if these entries take the weighted mean, too.
   *
   * @throws org.fedmas.contract.error.StageFailedException if a client did not report its steps
   */
  default Optional<double[]> changeWeights(Participants participants) {
    return Optional.empty();
  }

  /** Returns whether the rule needs the global model that the round began with. */
  default boolean needsReceived() {
    return false;
  }

  /**
   * Returns the part of the whole federation that the participants stand for, in the measure of the
   * rule's weights; empty for rules without such a measure.
   *
   * @param all the images of all clients that can take part
   */
  default OptionalDouble representedShare(List<ClientReport> participants, TrainingImages all) {
    return OptionalDouble.empty();
  }

  /**
   * Returns the weights α_k ≥ 0, Σ α = 1, in the order of the participants. Permuting the
   * participants permutes the weights.
   *
   * @throws org.fedmas.contract.error.StageFailedException if a client lacks measurements that the
   *     rule needs
   */
  AggregationWeights weights(Participants participants);
}
