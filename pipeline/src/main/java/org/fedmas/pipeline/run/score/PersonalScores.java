package org.fedmas.pipeline.run.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Federation;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitKey;
import org.fedmas.evaluation.EvaluationStage;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.WorkUnit;
import org.fedmas.pipeline.workflow.Workflow;
import org.fedmas.pipeline.workflow.plan.Planner;
import org.fedmas.results.metric.Scores;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.fedmas.store.Manifest;
import org.fedmas.tables.prediction.PredictionRow;
import org.jspecify.annotations.Nullable;

/**
 * Scores of the clients' own models. For each client the round is chosen whose local model did best
 * on the client's own images of the part that rounds are selected on; that model is then scored on
 * the client's test part. Where rounds are selected on test images, both parts are the same, as
 * published, and the score is optimistic.
 */
public final class PersonalScores {

  private final Settings settings;
  private final Planner planner;
  private final RoundScores scores;
  private final Map<Digest, Candidate> known = new HashMap<>();

  public PersonalScores(Settings settings, Planner planner, RoundScores scores) {
    this.settings = settings;
    this.planner = planner;
    this.scores = scores;
  }

  /** Returns the units that score the chosen models; none unless they are asked for. */
  public List<WorkUnit> units(Workflow workflow) throws IOException {
    return settings.evaluation().personal() ? workflow.personal(chosen(workflow)) : List.of();
  }

  /** Returns the scores; empty unless they are asked for and all are there. */
  Optional<RunMetrics.Personal> metrics(Workflow workflow, Federation federation)
      throws IOException {
    Optional<Map<ClientId, Round>> chosen =
        settings.evaluation().personal() ? chosen(workflow) : Optional.empty();
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    Map<UnitKey, Manifest> built = new LinkedHashMap<>();
    for (WorkUnit unit : workflow.personal(chosen)) {
      planner.manifest(unit.key()).ifPresent(manifest -> built.put(unit.key(), manifest));
    }
    if (built.size() < chosen.get().size()) {
      return Optional.empty();
    }
    int classes = federation.classes().size();
    List<RunMetrics.PersonalScore> clients = new ArrayList<>();
    Map<ClientId, Scores> own = new TreeMap<>();
    for (Map.Entry<UnitKey, Manifest> unit : built.entrySet()) {
      own.put(
          Objects.requireNonNull(unit.getKey().client()),
          RoundScores.scores(scores.rows(unit.getValue()), PredictionRow.LOCAL, classes));
    }
    double sum = 0;
    int scored = 0;
    for (int k = 0; k < federation.clients().size(); k++) {
      ClientId client = new ClientId(k);
      Scores score = own.get(client);
      Round round = chosen.get().get(client);
      Double balanced = score == null ? null : score.balancedAccuracy();
      if (balanced != null) {
        sum += balanced;
        scored++;
      }
      clients.add(
          new RunMetrics.PersonalScore(
              k,
              round == null ? null : round.number(),
              balanced,
              score == null ? null : score.accuracy()));
    }
    return Optional.of(
        new RunMetrics.Personal(
            settings.evaluation().onTest() ? Selection.TEST : Selection.VALIDATION,
            scored == 0 ? null : sum / scored,
            clients));
  }

  /** Clients that took part in a round, each with its best; empty until all are evaluated. */
  private Optional<Map<ClientId, Round>> chosen(Workflow workflow) throws IOException {
    Map<ClientId, List<Candidate>> candidates = new TreeMap<>();
    for (int number = 1; number <= settings.run().rounds(); number++) {
      Round round = new Round(number);
      for (WorkUnit unit : workflow.evaluation(round)) {
        Optional<Manifest> manifest = planner.manifest(unit.key());
        if (manifest.isEmpty()) {
          return Optional.empty();
        }
        if (unit.inputs().containsKey(EvaluationStage.LOCAL)) {
          candidates
              .computeIfAbsent(Objects.requireNonNull(unit.key().client()), c -> new ArrayList<>())
              .add(candidate(round, manifest.get()));
        }
      }
    }
    Map<ClientId, Round> chosen = new TreeMap<>();
    candidates.forEach((client, all) -> chosen.put(client, best(all)));
    return Optional.of(chosen);
  }

  /** Returns each table of predictions is read once: there is one per client and round. */
  private Candidate candidate(Round round, Manifest predictions) throws IOException {
    Candidate before = known.get(predictions.content());
    if (before != null) {
      return new Candidate(round, before.score());
    }
    Candidate candidate =
        new Candidate(
            round,
            RoundScores.scores(scores.rows(predictions), PredictionRow.LOCAL, 0)
                .balancedAccuracy());
    known.put(predictions.content(), candidate);
    return candidate;
  }

  /** A client's own model of a round, scored on the images that rounds are selected on. */
  record Candidate(Round round, @Nullable Double score) {}

  /** Returns the best, the earliest of equals; the last where none could be scored. */
  static Round best(List<Candidate> candidates) {
    Round best = candidates.get(candidates.size() - 1).round();
    double most = Double.NEGATIVE_INFINITY;
    for (Candidate candidate : candidates) {
      if (candidate.score() != null && candidate.score() > most) {
        most = candidate.score();
        best = candidate.round();
      }
    }
    return best;
  }
}
