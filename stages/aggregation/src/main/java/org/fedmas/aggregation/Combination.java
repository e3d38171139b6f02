package org.fedmas.aggregation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.fedmas.aggregation.rule.AggregationRule;
import org.fedmas.aggregation.rule.AggregationWeights;
import org.fedmas.aggregation.rule.ClientReport;
import org.fedmas.aggregation.rule.EarlierRound;
import org.fedmas.aggregation.rule.ImageCount;
import org.fedmas.aggregation.rule.Participants;
import org.fedmas.aggregation.sum.ChangeSum;
import org.fedmas.aggregation.sum.CountRounding;
import org.fedmas.aggregation.sum.DivergedModels;
import org.fedmas.aggregation.sum.FileDistances;
import org.fedmas.aggregation.sum.MaskedSum;
import org.fedmas.aggregation.sum.TrimmedSum;
import org.fedmas.aggregation.sum.WeightedModel;
import org.fedmas.aggregation.sum.WeightedSum;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitProgress;
import org.fedmas.contract.error.StageFailedException;
import org.jspecify.annotations.Nullable;

/**
 * The participants' models of one round with their weights, ready to be combined.
 *
 * @param models every participant's model, of weight 0 where it was left out
 * @param weights the weights, in the same order
 * @param trimmed the values removed at each end of every coordinate; empty for a weighted sum
 * @param changes the weights of the changes of trainable entries; empty for a weighted sum
 */
record Combination(
    List<WeightedModel> models,
    AggregationWeights weights,
    OptionalInt trimmed,
    Optional<double[]> changes) {

  /**
   * Applies a rule. A robust rule leaves out models that contain NaN or an infinity, with a
   * warning.
   *
   * @param models the models' files, in the order of the reports
   * @param received the global model that the round began with; null if the rule needs none
   * @param earlier the round before; null in the first, and under rules that ignore it
   * @throws StageFailedException if fewer participants are left than the rule works with
   */
  static Combination of(
      AggregationRule rule,
      ImageCount count,
      Round round,
      List<ClientReport> reports,
      List<Path> models,
      @Nullable Path received,
      @Nullable EarlierRound earlier)
      throws IOException {
    List<WeightedModel> all = new ArrayList<>();
    for (int k = 0; k < models.size(); k++) {
      all.add(new WeightedModel(reports.get(k).client(), models.get(k), 1));
    }
    List<ClientId> diverged = rule.isRobust() ? DivergedModels.of(all) : List.of();
    List<ClientReport> sound =
        reports.stream().filter(report -> !diverged.contains(report.client())).toList();
    if (sound.size() < rule.fewestParticipants()) {
      throw new StageFailedException(
          """
          round %s: found %s participants with finite models, aggregation.rule %s expects at \
          least %s; choose another rule or raise clients.fraction"""
              .formatted(round.number(), sound.size(), rule.id(), rule.fewestParticipants()));
    }
    List<WeightedModel> soundModels =
        all.stream().filter(model -> !diverged.contains(model.client())).toList();
    try {
      Participants participants =
          new Participants(round, sound, count, new FileDistances(soundModels, received), earlier);
      return of(all, diverged, rule.weights(participants), round)
          .by(rule.trimmed(sound.size()), rule.changeWeights(participants));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Combination of(
      List<WeightedModel> all, List<ClientId> diverged, AggregationWeights sound, Round round) {
    double[] weights = new double[all.size()];
    List<OptionalDouble> factors = new ArrayList<>();
    List<WeightedModel> models = new ArrayList<>();
    int next = 0;
    for (int k = 0; k < weights.length; k++) {
      boolean left = diverged.contains(all.get(k).client());
      weights[k] = left ? 0 : sound.weights()[next];
      factors.add(left ? OptionalDouble.empty() : sound.robustFactors().get(next));
      models.add(new WeightedModel(all.get(k).client(), all.get(k).file(), weights[k]));
      next += left ? 0 : 1;
    }
    List<String> warnings = new ArrayList<>(sound.warnings());
    warning(diverged, round).ifPresent(warnings::add);
    return new Combination(
        List.copyOf(models),
        new AggregationWeights(weights, factors, warnings, sound.contributions()),
        OptionalInt.empty(),
        Optional.empty());
  }

  private Combination by(OptionalInt trimmed, Optional<double[]> changes) {
    return new Combination(models, weights, trimmed, changes);
  }

  private static Optional<String> warning(List<ClientId> diverged, Round round) {
    return diverged.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "round %s: the models of clients %s contain NaN or infinity and were left out"
                .formatted(round.number(), diverged.stream().map(ClientId::number).toList()));
  }

  /**
   * Returns the secure sum of the models.
   *
   * @param scale the sum of the integer weights
   * @param seed the key of the masks
   */
  MaskedSum masked(long scale, long seed, Round round) {
    return new MaskedSum(
        models.stream().filter(model -> model.weight() > 0).toList(), scale, seed, round);
  }

  /**
   * Writes the combined model.
   *
   * @param received the global model that the round began with; null if the rule does not need it
   */
  void writeTo(Path target, @Nullable Path received, UnitProgress progress) throws IOException {
    if (changes.isPresent()) {
      new ChangeSum(models, changes.get(), Objects.requireNonNull(received))
          .writeTo(target, progress);
    } else if (trimmed.isPresent()) {
      List<WeightedModel> sound = models.stream().filter(model -> model.weight() > 0).toList();
      new TrimmedSum(sound, trimmed.getAsInt()).writeTo(target, progress);
    } else {
      new WeightedSum(models, CountRounding.ROUNDED).writeTo(target, progress);
    }
  }
}
