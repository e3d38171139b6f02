package org.fedmas.aggregation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.fedmas.aggregation.rule.AggregationWeights;
import org.fedmas.aggregation.rule.ClassMeasurements;
import org.fedmas.aggregation.rule.ClientReport;
import org.fedmas.aggregation.rule.Contribution;
import org.fedmas.aggregation.rule.EarlierRound;
import org.fedmas.aggregation.rule.ValidationMeasure;
import org.fedmas.aggregation.server.CentralPrivacy;
import org.fedmas.aggregation.server.PrivacyAccount;
import org.fedmas.aggregation.server.PrivateMean;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.summary.AggregationSummary;
import org.fedmas.tables.summary.PriorSummary;
import org.fedmas.tables.summary.Summary;
import org.fedmas.tables.summary.UpdateSummary;
import org.jspecify.annotations.Nullable;

/**
 * The stage that computes the next global model. Most rules give the weighted sum of the
 * participants' models, {@code θ ← Σ_k α_k θ_k}. A server optimiser or a correction of client drift
 * may then move the received model towards the result.
 */
public final class AggregationStage implements Stage {

  /** Role of the participants' updates, in the order of summation. */
  public static final String UPDATES = "updates";

  /** Role of the participants' priors, in the same order; absent under rules that need none. */
  public static final String PRIORS = "priors";

  /**
   * Role of the participants' evaluations of the round before; present from the second round on
   * under rules that adjust weights by scores.
   */
  public static final String EVALUATIONS = "evaluations";

  /** Role of the global model that the round began with; absent under methods without need. */
  public static final String MODEL = "model";

  /** Role of the participants' gradients of the classifier; absent without its re-training. */
  public static final String GRADIENTS = "class-gradients";

  /** Role of the partition; absent unless a method counts the clients that are not drawn. */
  public static final String PARTITION = "partition";

  @Override
  public StageName name() {
    return StageName.AGGREGATION;
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public ArtifactKind kind(UnitKey unit) {
    return ArtifactKind.GLOBAL_MODEL;
  }

  @Override
  public AggregationSettings settings(ArtifactKind kind, ConfigReader reader) {
    return AggregationSettings.read(reader);
  }

  @Override
  public boolean usesTensors(UnitKey unit) {
    return false;
  }

  @Override
  public void compute(UnitContext unit) throws IOException {
    AggregationSettings settings = AggregationSettings.read(ConfigReader.of(unit.config()));
    List<Path> updates = unit.inputs(UPDATES);
    List<Path> priors = unit.inputs(PRIORS);
    List<UpdateSummary> summaries = new ArrayList<>();
    List<@Nullable PriorSummary> priorSummaries = new ArrayList<>();
    List<ClientReport> reports = new ArrayList<>();
    List<Path> models = new ArrayList<>();
    for (int k = 0; k < updates.size(); k++) {
      UpdateSummary update = Summary.read(updates.get(k), UpdateSummary.class);
      PriorSummary prior =
          priors.isEmpty() ? null : Summary.read(priors.get(k), PriorSummary.class);
      summaries.add(update);
      priorSummaries.add(prior);
      reports.add(report(update, prior));
      models.add(updates.get(k).resolve(ModelFiles.MODEL));
    }
    Combination combination =
        Combination.of(
            settings.rule(),
            settings.count(),
            unit.round(),
            reports,
            models,
            settings.rule().needsReceived() ? unit.input(MODEL).resolve(ModelFiles.MODEL) : null,
            earlier(unit, settings, reports));
    AggregationWeights weights = combination.weights();
    List<AggregationSummary.Participant> participants = new ArrayList<>();
    for (int k = 0; k < updates.size(); k++) {
      participants.add(participant(summaries.get(k), priorSummaries.get(k), weights, k));
      unit.progress().images(0, 0);
    }
    Optional<PrivateMean.Clipping> clipping =
        new NextModel(unit, settings, combination, reports).write();
    new AggregationSummary(
            unit.round().number(),
            settings.rule().id(),
            participants,
            weights.warnings(),
            clipping.map(shortened -> spent(unit, settings, shortened)).orElse(null),
            contributions(reports, weights))
        .write(unit.output());
  }

  private static @Nullable List<AggregationSummary.Contribution> contributions(
      List<ClientReport> reports, AggregationWeights weights) {
    List<AggregationSummary.Contribution> list = new ArrayList<>();
    for (int k = 0; k < weights.contributions().size(); k++) {
      Contribution one = weights.contributions().get(k);
      int client = reports.get(k).client().number();
      list.add(new AggregationSummary.Contribution(client, one.meanCosine(), one.meanScore()));
    }
    return list.isEmpty() ? null : list;
  }

  private static AggregationSummary.Privacy spent(
      UnitContext unit, AggregationSettings settings, PrivateMean.Clipping clipping) {
    CentralPrivacy privacy = settings.privacy().orElseThrow();
    PrivacyAccount account = privacy.after(unit.round().number());
    return new AggregationSummary.Privacy(
        account.epsilon(privacy.delta()), privacy.delta(), account.rho(), clipping.shortened());
  }

  private static @Nullable EarlierRound earlier(
      UnitContext unit, AggregationSettings settings, List<ClientReport> reports)
      throws IOException {
    Optional<ValidationMeasure> measure = settings.rule().measure();
    return measure.isEmpty() || unit.round().index() == 0
        ? null
        : new EarlierScores(unit.input(MODEL), unit.inputs(EVALUATIONS)).of(reports, measure.get());
  }

  private static ClientReport report(UpdateSummary update, @Nullable PriorSummary prior) {
    List<Double> classDivergence = update.classDivergence();
    ClassMeasurements measurements =
        prior == null || classDivergence == null
            ? null
            : new ClassMeasurements(doubles(prior.classPrior()), doubles(classDivergence));
    return new ClientReport(
        new ClientId(update.client()),
        update.images(),
        update.imagesInBatches(),
        measurements,
        update.localSteps());
  }

  private static AggregationSummary.Participant participant(
      UpdateSummary update, @Nullable PriorSummary prior, AggregationWeights weights, int k) {
    OptionalDouble factor = weights.robustFactors().get(k);
    return new AggregationSummary.Participant(
        update.client(),
        weights.weights()[k],
        update.loss(),
        prior == null ? null : prior.classPrior(),
        update.classDivergence(),
        factor.isPresent() ? factor.getAsDouble() : null,
        update.auxiliary(),
        update.lossParts());
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
