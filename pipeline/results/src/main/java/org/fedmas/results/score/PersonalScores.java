package org.fedmas.results.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Federation;
import org.fedmas.contract.Round;
import org.fedmas.results.metric.Scores;
import org.fedmas.results.record.RunUnits;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.fedmas.results.score.RoundScores.RoundScore;
import org.fedmas.store.Manifest;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.PredictionRow;
import org.jspecify.annotations.Nullable;

/**
 * Scores of the clients' own models on their test parts. For each client, the round is chosen whose
 * local model was best on the client's images of the part that rounds are selected on. If rounds
 * are selected on test images, as published, both parts are the same and the score is optimistic.
 */
public final class PersonalScores {

  private final ScoreSettings settings;
  private final ScoredUnits units;
  private final RoundScores scores;
  private final Map<Digest, @Nullable Double> known = new HashMap<>();

  /** Creates the scores of a run's clients. */
  public PersonalScores(ScoreSettings settings, ScoredUnits units, RoundScores scores) {
    this.settings = settings;
    this.units = units;
    this.scores = scores;
  }

  /** Returns the scores; empty unless they are configured and all computed. */
  Optional<RunMetrics.Personal> metrics(Federation federation) throws IOException {
    Optional<Map<ClientId, Round>> chosen = rounds();
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    Map<ClientId, Manifest> built = new TreeMap<>();
    for (ClientId client : chosen.get().keySet()) {
      units
          .manifest(settings.isLocal() ? RunUnits.everywhere(client) : RunUnits.personal(client))
          .ifPresent(manifest -> built.put(client, manifest));
    }
    if (built.size() < chosen.get().size()) {
      return Optional.empty();
    }
    int classes = federation.classes().size();
    List<RunMetrics.PersonalScore> clients = new ArrayList<>();
    Map<ClientId, Scores> own = new TreeMap<>();
    for (Map.Entry<ClientId, Manifest> unit : built.entrySet()) {
      own.put(
          unit.getKey(),
          RoundScores.scores(
              ofClient(scores.rows(unit.getValue()), unit.getKey()), PredictionRow.LOCAL, classes));
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
        new RunMetrics.Personal(selection(), scored == 0 ? null : sum / scored, clients));
  }

  /** Returns the predictions of a client's own images. */
  static List<PredictionRow> ofClient(List<PredictionRow> rows, ClientId client) {
    return rows.stream().filter(row -> row.client() == client.number()).toList();
  }

  /** Returns the images that the rounds were chosen on; no score of any leaves the last ones. */
  private Selection selection() {
    return settings.selection() == Selection.LAST
            || known.values().stream().allMatch(score -> score == null)
        ? Selection.LAST
        : settings.selection();
  }

  /**
   * Returns the best round of each client that took part in one; empty unless personal scores are
   * configured and all rounds are evaluated.
   */
  public Optional<Map<ClientId, Round>> rounds() throws IOException {
    return settings.personal() || settings.isLocal() ? rounds(settings.rounds()) : Optional.empty();
  }

  /**
   * Returns the best of the first rounds for each client that took part in one; empty until all of
   * them are evaluated. A client that trains alone without images to compare rounds on has the
   * last.
   */
  public Optional<Map<ClientId, Round>> rounds(int last) throws IOException {
    if (settings.selection() == Selection.LAST) {
      return lastRounds(last);
    }
    Part part = settings.selectionPart();
    Map<ClientId, List<RoundScore>> candidates = new TreeMap<>();
    for (int number = 1; number <= last; number++) {
      Round round = new Round(number);
      for (ClientId client : units.evaluated(part)) {
        Optional<Manifest> manifest = units.manifest(RunUnits.evaluation(round, client, part));
        if (manifest.isEmpty()) {
          return Optional.empty();
        }
        if (units.manifest(RunUnits.update(round, client)).isPresent()) {
          candidates
              .computeIfAbsent(client, c -> new ArrayList<>())
              .add(score(round, part, manifest.get()));
        }
      }
    }
    Map<ClientId, Round> chosen = new TreeMap<>();
    candidates.forEach((client, all) -> chosen.put(client, best(all)));
    if (settings.isLocal()) {
      for (ClientId client : units.evaluated(Part.TRAIN)) {
        if (units.manifest(RunUnits.update(new Round(last), client)).isEmpty()) {
          return Optional.empty();
        }
        chosen.putIfAbsent(client, new Round(last));
      }
    }
    return Optional.of(chosen);
  }

  /** Returns the last round of each client that took part in one; empty until all are computed. */
  private Optional<Map<ClientId, Round>> lastRounds(int rounds) {
    boolean isLocal = settings.isLocal();
    if (!isLocal && units.manifest(RunUnits.globalModel(new Round(rounds))).isEmpty()) {
      return Optional.empty();
    }
    Map<ClientId, Round> last = new TreeMap<>();
    for (ClientId client : units.evaluated(isLocal ? Part.TRAIN : Part.TEST)) {
      for (int number = 1; number <= rounds; number++) {
        Round round = new Round(number);
        if (units.manifest(RunUnits.update(round, client)).isPresent()) {
          last.put(client, round);
        } else if (isLocal) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(last);
  }

  /** Returns the score of a client's own model; reads each table of predictions once. */
  private RoundScore score(Round round, Part part, Manifest predictions) throws IOException {
    Digest content = predictions.content();
    if (!known.containsKey(content)) {
      List<PredictionRow> rows = scores.rows(predictions);
      known.put(content, RoundScores.scores(rows, PredictionRow.LOCAL, 0).balancedAccuracy());
    }
    return new RoundScore(round, part.word(), known.get(content));
  }

  /** Returns the best, the earliest of equals; the last where none could be scored. */
  static Round best(List<RoundScore> candidates) {
    return RoundScores.best(candidates, candidates.get(candidates.size() - 1).round());
  }
}
