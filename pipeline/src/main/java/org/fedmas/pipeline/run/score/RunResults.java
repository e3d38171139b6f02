package org.fedmas.pipeline.run.score;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Federation;
import org.fedmas.contract.Round;
import org.fedmas.pipeline.workflow.MethodSummary;
import org.fedmas.pipeline.workflow.Participation;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.WorkUnit;
import org.fedmas.pipeline.workflow.Workflow;
import org.fedmas.pipeline.workflow.plan.Planner;
import org.fedmas.results.metric.ClassScores;
import org.fedmas.results.metric.Scores;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.ReportPage;
import org.fedmas.results.report.RunFacts;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;
import org.fedmas.tables.summary.AggregationSummary;
import org.jspecify.annotations.Nullable;

/**
 * Renders a run's artifacts as {@code metrics.json}, {@code predictions.parquet} and the report.
 */
public final class RunResults {

  /** The file of the numbers. */
  public static final String METRICS = "metrics.json";

  /** The file of the report. */
  public static final String REPORT = "report.html";

  private final Settings settings;
  private final RunFolder place;
  private final Workflow workflow;
  private final Planner planner;
  private final RoundScores scores;
  private final PersonalScores personal;

  /** Results of what the planner knows. */
  public RunResults(Settings settings, RunFolder place, Workflow workflow, Planner planner) {
    this.settings = settings;
    this.place = place;
    this.workflow = workflow;
    this.planner = planner;
    this.scores = new RoundScores(place, settings, planner);
    this.personal = new PersonalScores(settings, planner, scores);
  }

  /**
   * Writes all files of the run's folder.
   *
   * @return the numbers; empty if no round is there yet
   */
  public Optional<RunMetrics> write(RunRecord record) throws IOException {
    Optional<RunMetrics> metrics = metrics(record);
    if (metrics.isPresent()) {
      metrics.get().write(place.folder().resolve(METRICS));
      predictions();
      ReportPage.write(
          place.folder().resolve(REPORT), facts(settings, place, record), metrics.get());
      place.publish(METRICS, PredictionTable.FILE, REPORT);
    }
    return metrics;
  }

  private Optional<RunMetrics> metrics(RunRecord record) throws IOException {
    Optional<Manifest> partition = planner.manifest(workflow.partition());
    if (partition.isEmpty()) {
      return Optional.empty();
    }
    Federation federation;
    Participation participation;
    try (OpenArtifact open = place.store().openSummaries(partition.get())) {
      federation = Federation.read(open.folder());
      participation = Participation.of(open.folder(), federation.clients().size());
    }
    List<RunMetrics.RoundMetrics> rounds = new ArrayList<>();
    for (int number = 1; number <= settings.run().rounds(); number++) {
      RunMetrics.RoundMetrics round = round(new Round(number), federation, record);
      if (round == null) {
        break;
      }
      rounds.add(round);
    }
    if (rounds.isEmpty()) {
      return Optional.empty();
    }
    Optional<Manifest> last =
        planner.manifest(workflow.globalModel(new Round(settings.run().rounds())));
    return Optional.of(
        new RunMetrics(
            place.name(),
            settings.run().fold(),
            settings.run().seed(),
            federation.classes(),
            clients(federation, participation),
            rounds,
            selected(federation),
            personal.metrics(workflow, federation).orElse(null),
            last.map(model -> new RunMetrics.Final(model.content().toString())).orElse(null)));
  }

  private static List<RunMetrics.Client> clients(
      Federation federation, Participation participation) {
    List<RunMetrics.Client> clients = new ArrayList<>();
    for (int k = 0; k < federation.clients().size(); k++) {
      ClientId client = new ClientId(k);
      clients.add(
          new RunMetrics.Client(
              k,
              federation.clients().get(k),
              new RunMetrics.Images(
                  participation.count(client, Part.TRAIN),
                  participation.count(client, Part.VALIDATION),
                  participation.count(client, Part.TEST))));
    }
    return clients;
  }

  private RunMetrics.@Nullable RoundMetrics round(
      Round round, Federation federation, RunRecord record) throws IOException {
    Optional<Manifest> model = planner.manifest(workflow.globalModel(round));
    Optional<List<PredictionRow>> rows = scores.rows(round, workflow.evaluation(round));
    if (model.isEmpty() || rows.isEmpty()) {
      return null;
    }
    AggregationSummary summary = summary(model.get());
    int classes = federation.classes().size();
    List<@Nullable Double> weights = new ArrayList<>();
    for (int k = 0; k < federation.clients().size(); k++) {
      weights.add(0.0);
    }
    Map<Integer, List<PredictionRow>> byClient = byClient(rows.get());
    List<RunMetrics.ClientRound> clients = new ArrayList<>();
    for (AggregationSummary.Participant participant : summary.clients()) {
      weights.set(participant.client(), participant.weight());
      List<PredictionRow> own = byClient.getOrDefault(participant.client(), List.of());
      clients.add(
          new RunMetrics.ClientRound(
              participant.client(),
              participant.loss(),
              nullable(participant.prior()),
              nullable(participant.classDivergence()),
              participant.robustFactor(),
              RoundScores.scores(own, PredictionRow.LOCAL, classes).balancedAccuracy()));
    }
    RunMetrics.PartScore score =
        new RunMetrics.PartScore(
            RoundScores.scores(rows.get(), PredictionRow.GLOBAL, classes).balancedAccuracy());
    return new RunMetrics.RoundMetrics(
        round.number(),
        weights,
        record.roundSeconds().get(round.number()),
        clients,
        settings.evaluation().onTest()
            ? new RunMetrics.GlobalScores(null, score)
            : new RunMetrics.GlobalScores(score, null));
  }

  private AggregationSummary summary(Manifest model) throws IOException {
    try (OpenArtifact open = place.store().openSummaries(model)) {
      return AggregationSummary.read(open.folder());
    }
  }

  private static Map<Integer, List<PredictionRow>> byClient(List<PredictionRow> rows) {
    Map<Integer, List<PredictionRow>> byClient = new HashMap<>();
    for (PredictionRow row : rows) {
      byClient.computeIfAbsent(row.client(), k -> new ArrayList<>()).add(row);
    }
    return byClient;
  }

  private RunMetrics.@Nullable Selected selected(Federation federation) throws IOException {
    Optional<Round> best = scores.best(workflow);
    Optional<List<PredictionRow>> rows =
        best.isEmpty() ? Optional.empty() : scores.rows(workflow.selected(best));
    if (best.isEmpty() || rows.isEmpty()) {
      return null;
    }
    int classes = federation.classes().size();
    Scores all = RoundScores.scores(rows.get(), PredictionRow.GLOBAL, classes);
    List<@Nullable Double> perClient = new ArrayList<>();
    Map<Integer, List<PredictionRow>> byClient = byClient(rows.get());
    for (int k = 0; k < federation.clients().size(); k++) {
      List<PredictionRow> own = byClient.getOrDefault(k, List.of());
      perClient.add(RoundScores.scores(own, PredictionRow.GLOBAL, classes).balancedAccuracy());
    }
    List<@Nullable Double> recall = new ArrayList<>();
    for (ClassScores one : all.classes()) {
      recall.add(one.recall());
    }
    return new RunMetrics.Selected(
        best.get().number(),
        settings.evaluation().onTest() ? Selection.TEST : Selection.VALIDATION,
        new RunMetrics.TestScores(
            all.balancedAccuracy(),
            all.accuracy(),
            all.macroF1(),
            all.macroAuroc(),
            recall,
            all.confusion().counts()),
        perClient);
  }

  private void predictions() throws IOException {
    List<OpenArtifact> parts = new ArrayList<>();
    try {
      for (WorkUnit unit : workflow.selected(scores.best(workflow))) {
        Optional<Manifest> manifest = planner.manifest(unit.key());
        if (manifest.isPresent()) {
          parts.add(place.store().openSummaries(manifest.get()));
        }
      }
      if (!parts.isEmpty()) {
        PredictionTable.concatenate(
            place.folder().resolve(PredictionTable.FILE),
            parts.stream().map(part -> part.file(PredictionTable.FILE)).toList());
      }
    } finally {
      parts.forEach(OpenArtifact::close);
    }
  }

  /** What the report's head says. */
  public static RunFacts facts(Settings settings, RunFolder place, RunRecord record) {
    return new RunFacts(
        place.name(),
        String.valueOf(Path.of(record.configFile()).getFileName()),
        settings.run().fold(),
        settings.run().seed(),
        MethodSummary.of(settings),
        new RunFacts.Network(
            settings.model().network().backbone().name(),
            MethodSummary.weights(settings.model().weights())),
        settings.training().local().aligned()
            ? new RunFacts.Network(
                settings.model().auxiliary().name(),
                MethodSummary.weights(settings.model().auxiliary()))
            : null,
        settings.run().rounds(),
        settings.evaluation().onTest() ? Selection.TEST : Selection.VALIDATION,
        new RunFacts.Machine(
            record.environment().getOrDefault("engine", ""),
            record.environment().getOrDefault("java", ""),
            record.environment().getOrDefault("system", ""),
            settings.run().engine().device().word(),
            settings.run().engine().threads()),
        new RunFacts.Timing(
            Instant.parse(record.started()),
            record.finished() == null ? null : Instant.parse(record.finished()),
            record.seconds()),
        new RunFacts.Units(record.unitsRun(), record.unitsReused()),
        record.warnings());
  }

  private static @Nullable List<@Nullable Double> nullable(@Nullable List<Double> values) {
    return values == null ? null : new ArrayList<@Nullable Double>(values);
  }
}
