package org.fedmas.results.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitKey;
import org.fedmas.results.metric.Scores;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunUnits;
import org.fedmas.results.report.Selection;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;
import org.jspecify.annotations.Nullable;

/**
 * Scores of the rounds' global models, computed from their predictions, and the best of them. Where
 * each client trains alone, a round's score is over all clients' images, each by its client's
 * model.
 */
public final class RoundScores {

  /**
   * The score that rounds are compared by.
   *
   * @param part the images it is over
   * @param balancedAccuracy null over no images
   */
  public record RoundScore(Round round, String part, @Nullable Double balancedAccuracy) {

    /**
     * Returns the line that users see.
     *
     * @param classes the classes that the score is over, in words
     */
    public String text(String classes) {
      String score =
          balancedAccuracy == null
              ? "–"
              : String.format(Locale.ROOT, "%.4f over %s", balancedAccuracy, classes);
      return "round %s: %s balanced accuracy %s".formatted(round.number(), part, score);
    }
  }

  private final ArtifactStore store;
  private final ScoreSettings settings;
  private final ScoredUnits units;
  private final ScoreCache cache;

  /** Balanced accuracies by the contents of the predictions that they were computed from. */
  private final Map<List<Digest>, @Nullable Double> known = new HashMap<>();

  /** Creates the scores of a run. */
  public RoundScores(RunFolder place, ScoreSettings settings, ScoredUnits units) {
    this.store = place.store();
    this.settings = settings;
    this.units = units;
    this.cache = new ScoreCache(place.scores(), place.files());
  }

  /** Writes the scores to the cache of later processes. */
  public void save() {
    cache.save();
  }

  /** Returns the score of a round; empty until all its evaluations are computed. */
  public Optional<RoundScore> of(Round round) throws IOException {
    Optional<List<Digest>> contents = evaluations(round).map(RoundScores::contents);
    if (contents.isPresent() && !known.containsKey(contents.get())) {
      rows(round);
    }
    return contents.map(of -> score(round, known.get(of)));
  }

  /** Returns the predictions of all clients in a round, and settles the round's score. */
  Optional<List<PredictionRow>> rows(Round round) throws IOException {
    Optional<List<Manifest>> evaluations = evaluations(round);
    if (evaluations.isEmpty()) {
      return Optional.empty();
    }
    List<PredictionRow> rows = read(evaluations.get());
    List<Digest> contents = contents(evaluations.get());
    Double score = scores(rows, settings.scoredModel(), 0).balancedAccuracy();
    known.put(contents, score);
    cache.put(ScoreCache.key(contents), score);
    return Optional.of(rows);
  }

  /**
   * Returns the round of the highest balanced accuracy, the earliest of equals; the last round
   * where no images were held back, or {@code evaluation.selection: last}. Empty until every round
   * is evaluated.
   */
  public Optional<Round> best() throws IOException {
    return best(settings.rounds(), this::of);
  }

  /** Returns the best of the first rounds; empty until all of them are evaluated. */
  public Optional<Round> bestOfFirst(int rounds) throws IOException {
    return best(rounds, this::of);
  }

  /**
   * Returns the best round without reading predictions whose score is in the cache. For planning
   * only: a run computes and reports what the predictions themselves say.
   */
  public Optional<Round> cachedBest() throws IOException {
    return best(
        settings.rounds(),
        round -> {
          Optional<String> key =
              evaluations(round).map(manifests -> ScoreCache.key(contents(manifests)));
          return key.filter(cache::contains).isPresent()
              ? Optional.of(score(round, cache.score(key.get())))
              : of(round);
        });
  }

  private RoundScore score(Round round, @Nullable Double score) {
    return new RoundScore(round, settings.selectionPart().word(), score);
  }

  /** A source of the rounds' scores. */
  interface Scoring {

    /** Returns the score of a round; empty as long as it is not known. */
    Optional<RoundScore> of(Round round) throws IOException;
  }

  private Optional<Round> best(int rounds, Scoring scoring) throws IOException {
    return best(rounds, settings.selection(), scoring);
  }

  /**
   * Returns the best of that many rounds, the earliest of equals, or the last of them where that is
   * the selection; empty until all have a score.
   */
  static Optional<Round> best(int rounds, Selection selection, Scoring scoring) throws IOException {
    List<RoundScore> scores = new ArrayList<>();
    for (int number = 1; number <= rounds; number++) {
      Optional<RoundScore> score = scoring.of(new Round(number));
      if (score.isEmpty()) {
        return Optional.empty();
      }
      scores.add(score.get());
    }
    Round last = new Round(rounds);
    return Optional.of(selection == Selection.LAST ? last : best(scores, last));
  }

  /** Returns the round of the best score, the earliest of equals; the other where none has one. */
  static Round best(List<RoundScore> scores, Round otherwise) {
    Round best = otherwise;
    double most = Double.NEGATIVE_INFINITY;
    for (RoundScore score : scores) {
      Double value = score.balancedAccuracy();
      if (value != null && value > most) {
        most = value;
        best = score.round();
      }
    }
    return best;
  }

  private Optional<List<Manifest>> evaluations(Round round) {
    Part part = settings.selectionPart();
    return manifests(
        units.evaluated(part).stream()
            .map(client -> RunUnits.evaluation(round, client, part))
            .toList());
  }

  /** Returns the predictions of these units together; empty if one is not computed. */
  Optional<List<PredictionRow>> rows(List<UnitKey> keys) throws IOException {
    Optional<List<Manifest>> manifests = manifests(keys);
    return manifests.isEmpty() ? Optional.empty() : Optional.of(read(manifests.get()));
  }

  private Optional<List<Manifest>> manifests(List<UnitKey> keys) {
    List<Manifest> manifests = new ArrayList<>();
    for (UnitKey key : keys) {
      Optional<Manifest> manifest = units.manifest(key);
      if (manifest.isEmpty()) {
        return Optional.empty();
      }
      manifests.add(manifest.get());
    }
    return Optional.of(manifests);
  }

  private static List<Digest> contents(List<Manifest> manifests) {
    return manifests.stream().map(Manifest::content).toList();
  }

  private List<PredictionRow> read(List<Manifest> manifests) throws IOException {
    List<PredictionRow> rows = new ArrayList<>();
    for (Manifest manifest : manifests) {
      rows.addAll(rows(manifest));
    }
    return rows;
  }

  /** Returns the predictions of one unit, after a check of their bytes. */
  List<PredictionRow> rows(Manifest manifest) throws IOException {
    try (OpenArtifact predictions = store.open(manifest)) {
      return PredictionTable.read(predictions.file(PredictionTable.FILE));
    }
  }

  /**
   * Returns the scores of one kind of model.
   *
   * @param classes number of classes, 0 to take it from the rows
   */
  static Scores scores(List<PredictionRow> rows, String model, int classes) {
    List<PredictionRow> chosen = rows.stream().filter(r -> r.model().equals(model)).toList();
    int width = classes > 0 ? classes : chosen.isEmpty() ? 1 : chosen.get(0).probabilities().length;
    double[][] probabilities = new double[chosen.size()][width];
    for (int i = 0; i < probabilities.length; i++) {
      for (int c = 0; c < width; c++) {
        probabilities[i][c] = chosen.get(i).probabilities()[c];
      }
    }
    return Scores.of(
        width,
        chosen.stream().mapToInt(PredictionRow::label).toArray(),
        chosen.stream().mapToInt(PredictionRow::predicted).toArray(),
        probabilities);
  }
}
