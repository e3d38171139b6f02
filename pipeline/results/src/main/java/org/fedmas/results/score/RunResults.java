package org.fedmas.results.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Federation;
import org.fedmas.contract.FederationKind;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitKey;
import org.fedmas.results.metric.ClassScores;
import org.fedmas.results.metric.Scores;
import org.fedmas.results.record.Participation;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.record.RunUnits;
import org.fedmas.results.report.RoundTables;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.ScoreCaveat;
import org.fedmas.results.report.Selection;
import org.fedmas.results.report.SpentPrivacy;
import org.fedmas.results.report.TestScores;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;
import org.fedmas.tables.prediction.GroupedPredictionTable;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;
import org.fedmas.tables.summary.AggregationSummary;
import org.fedmas.tables.summary.Summary;
import org.jspecify.annotations.Nullable;

/** The files of a run that its report is made from: its numbers and its predictions. */
public final class RunResults {

  /** The file of the numbers. */
  public static final String METRICS = "metrics.json";

  /** The file of the report. */
  public static final String REPORT = "report.html";

  private final RunFolder place;
  private final ScoreSettings settings;
  private final ScoredUnits units;
  private final RoundScores scores;
  private final PersonalScores personal;
  private final LocalResults local;

  /** Creates the results of a run. */
  public RunResults(RunFolder place, ScoreSettings settings, ScoredUnits units) {
    this.place = place;
    this.settings = settings;
    this.units = units;
    this.scores = new RoundScores(place, settings, units);
    this.personal = new PersonalScores(settings, units, scores);
    this.local = new LocalResults(place, settings, units, scores, personal);
  }

  /**
   * Writes the numbers, tables and predictions into the run's folder.
   *
   * @return the numbers, empty before the first round
   */
  public Optional<RunMetrics> write(RunRecord record) throws IOException {
    Optional<RunMetrics> metrics = metrics(record);
    if (metrics.isPresent()) {
      metrics.get().write(place.folder().resolve(METRICS), place.files());
      RoundTables.write(place.folder(), metrics.get(), place.files());
      writePredictions();
      place.publish(METRICS, RoundTables.ROUNDS, RoundTables.CLIENTS, PredictionTable.FILE);
    }
    return metrics;
  }

  private Optional<RunMetrics> metrics(RunRecord record) throws IOException {
    Optional<Manifest> partition = units.manifest(RunUnits.PARTITION);
    if (partition.isEmpty()) {
      return Optional.empty();
    }
    Federation federation;
    List<PartitionRow> images;
    try (OpenArtifact open = place.store().openSummaries(partition.get())) {
      federation = Federation.read(open.folder());
      images = PartitionTable.read(open.file(PartitionTable.FILE));
    }
    ClassCoverage coverage = ClassCoverage.of(federation.classes(), images);
    List<RunMetrics.RoundMetrics> rounds = new ArrayList<>();
    for (int number = 1; number <= settings.rounds(); number++) {
      RunMetrics.RoundMetrics round = round(new Round(number), federation, record);
      if (round == null) {
        break;
      }
      rounds.add(round);
    }
    if (rounds.isEmpty()) {
      return Optional.empty();
    }
    Optional<Manifest> last = units.manifest(RunUnits.globalModel(new Round(settings.rounds())));
    Optional<ModelMatrix> matrix = local.matrix(federation);
    RunMetrics.Selected selected = settings.isLocal() ? null : selected(federation, coverage);
    List<ScoreCaveat> caveats = new ArrayList<>(coverage.caveats(settings.selection()));
    UnscoredClients.caveat(selected, Participation.of(images, federation.clients().size()))
        .ifPresent(caveats::add);
    return Optional.of(
        new RunMetrics(
            RunMetrics.SCHEMA,
            place.name(),
            settings.fold(),
            settings.seed(),
            federation.classes(),
            clients(federation, images),
            rounds,
            selected,
            caveats,
            settings.isLocal() ? null : last(federation, coverage),
            settings.federation() == FederationKind.FEDERATED ? null : settings.federation().id(),
            personal.metrics(federation).orElse(null),
            matrix.map(ModelMatrix::balanced).orElse(null),
            matrix.map(ModelMatrix::union).orElse(null),
            last.map(model -> new RunMetrics.Final(model.content().toString())).orElse(null)));
  }

  static List<RunMetrics.Client> clients(Federation federation, List<PartitionRow> images) {
    Participation participation = Participation.of(images, federation.clients().size());
    Map<Integer, List<PartitionRow>> byClient =
        images.stream().collect(Collectors.groupingBy(PartitionRow::client));
    List<RunMetrics.Client> clients = new ArrayList<>();
    for (String name : federation.clients()) {
      ClientId client = new ClientId(clients.size());
      ClassCoverage own =
          ClassCoverage.of(federation.classes(), byClient.getOrDefault(client.number(), List.of()));
      clients.add(
          new RunMetrics.Client(
              client.number(),
              name,
              new RunMetrics.Images(
                  participation.count(client, Part.TRAIN),
                  participation.count(client, Part.VALIDATION),
                  participation.count(client, Part.TEST)),
              new RunMetrics.Classes(
                  own.present(Part.TRAIN), own.present(Part.VALIDATION), own.present(Part.TEST))));
    }
    return clients;
  }

  /** Returns a round; null until it is evaluated. */
  RunMetrics.@Nullable RoundMetrics round(Round round, Federation federation, RunRecord record)
      throws IOException {
    if (settings.isLocal()) {
      return local.round(round, federation, record).orElse(null);
    }
    Optional<Manifest> model = units.manifest(RunUnits.globalModel(round));
    Optional<List<PredictionRow>> rows = scores.rows(round);
    if (model.isEmpty() || rows.isEmpty()) {
      return null;
    }
    AggregationSummary summary;
    try (OpenArtifact open = place.store().openSummaries(model.get())) {
      summary = Summary.read(open.folder(), AggregationSummary.class);
    }
    int classes = federation.classes().size();
    List<@Nullable Double> weights =
        new ArrayList<>(Collections.nCopies(federation.clients().size(), 0.0));
    Map<Integer, List<PredictionRow>> byClient = byClient(rows.get());
    RoundTraffic traffic = RoundTraffic.of(summary, settings.federation(), units);
    List<RunMetrics.ClientRound> clients = new ArrayList<>();
    for (AggregationSummary.Participant participant : summary.clients()) {
      ClientId client = new ClientId(participant.client());
      weights.set(participant.client(), participant.weight());
      List<PredictionRow> own = byClient.getOrDefault(participant.client(), List.of());
      clients.add(
          new RunMetrics.ClientRound(
              participant.client(),
              participant.loss(),
              participant.classPrior(),
              participant.classDivergence(),
              participant.robustFactor(),
              RoundScores.scores(own, PredictionRow.LOCAL, classes).balancedAccuracy(),
              participant.lossParts(),
              traffic.sent(client),
              traffic.received(client)));
    }
    Scores global = RoundScores.scores(rows.get(), PredictionRow.GLOBAL, classes);
    RunMetrics.PartScore score =
        new RunMetrics.PartScore(global.balancedAccuracy(), global.presentClasses());
    return new RunMetrics.RoundMetrics(
        round.number(),
        weights,
        record.roundSeconds().get(round.number()),
        clients,
        settings.selection() == Selection.TEST
            ? new RunMetrics.GlobalScores(null, score)
            : new RunMetrics.GlobalScores(score, null),
        privacy(summary));
  }

  private static @Nullable SpentPrivacy privacy(AggregationSummary summary) {
    AggregationSummary.Privacy spent = summary.privacy();
    return spent == null ? null : new SpentPrivacy(spent.epsilon(), spent.delta(), spent.rho());
  }

  private static Map<Integer, List<PredictionRow>> byClient(List<PredictionRow> rows) {
    return rows.stream().collect(Collectors.groupingBy(PredictionRow::client));
  }

  private RunMetrics.@Nullable Selected selected(Federation federation, ClassCoverage coverage)
      throws IOException {
    Optional<Round> best = scores.best();
    Optional<List<PredictionRow>> rows =
        best.isEmpty() ? Optional.empty() : scores.rows(selectedUnits());
    if (best.isEmpty() || rows.isEmpty()) {
      return null;
    }
    return new RunMetrics.Selected(
        best.get().number(),
        coverage.selection(settings.selection()),
        test(rows.get(), federation, coverage),
        perClient(rows.get(), federation));
  }

  /** Returns the test scores of the last round; null until they are computed. */
  private RunMetrics.@Nullable LastRound last(Federation federation, ClassCoverage coverage)
      throws IOException {
    Round last = new Round(settings.rounds());
    Optional<Round> best = scores.best();
    Optional<List<PredictionRow>> rows =
        best.isEmpty()
            ? Optional.empty()
            : scores.rows(best.get().equals(last) ? selectedUnits() : tested(last));
    return rows.isEmpty()
        ? null
        : new RunMetrics.LastRound(
            last.number(),
            test(rows.get(), federation, coverage),
            perClient(rows.get(), federation));
  }

  private TestScores test(List<PredictionRow> rows, Federation federation, ClassCoverage coverage)
      throws IOException {
    TestScores scores =
        testScores(RoundScores.scores(rows, PredictionRow.GLOBAL, federation.classes().size()));
    if (rows.isEmpty()) {
      return scores;
    }
    TestEvidence evidence = evidence(rows, federation, coverage);
    return scores.with(evidence.intervals(), evidence.statistics());
  }

  private static List<@Nullable Double> perClient(List<PredictionRow> rows, Federation federation) {
    int classes = federation.classes().size();
    List<@Nullable Double> perClient = new ArrayList<>();
    Map<Integer, List<PredictionRow>> byClient = byClient(rows);
    for (int k = 0; k < federation.clients().size(); k++) {
      List<PredictionRow> own = byClient.getOrDefault(k, List.of());
      perClient.add(RoundScores.scores(own, PredictionRow.GLOBAL, classes).balancedAccuracy());
    }
    return perClient;
  }

  private List<UnitKey> tested(Round round) {
    return units.evaluated(Part.TEST).stream()
        .map(client -> RunUnits.evaluation(round, client, Part.TEST))
        .toList();
  }

  private TestEvidence evidence(
      List<PredictionRow> rows, Federation federation, ClassCoverage coverage) throws IOException {
    return new TestEvidence(
        TestPredictions.of(
            ImageDescriptions.read(units, place.store()).of(rows),
            federation.classes().size(),
            federation.clients().size()),
        settings.seed(),
        settings.evidence(),
        coverage.count(Part.TRAIN));
  }

  static TestScores testScores(Scores all) {
    return new TestScores(
        all.balancedAccuracy(),
        all.presentClasses(),
        all.accuracy(),
        all.macroF1(),
        all.macroAuroc(),
        all.classes().stream().map(ClassScores::recall).toList(),
        all.confusion().counts());
  }

  private List<UnitKey> selectedUnits() {
    return units.evaluated(Part.TEST).stream().map(RunUnits::selected).toList();
  }

  private void writePredictions() throws IOException {
    if (settings.isLocal()) {
      local.writePredictions();
      return;
    }
    List<PredictionRow> rows = new ArrayList<>();
    for (UnitKey unit : selectedUnits()) {
      Optional<Manifest> manifest = units.manifest(unit);
      if (manifest.isPresent()) {
        rows.addAll(scores.rows(manifest.get()));
      }
    }
    if (!rows.isEmpty()) {
      GroupedPredictionTable.write(
          place.folder().resolve(PredictionTable.FILE),
          ImageDescriptions.read(units, place.store()).of(rows));
    }
  }
}
