package org.fedmas.pipeline.run.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Round;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.WorkUnit;
import org.fedmas.pipeline.workflow.Workflow;
import org.fedmas.pipeline.workflow.plan.Planner;
import org.fedmas.results.metric.Scores;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.score.ScoreCache;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;
import org.jspecify.annotations.Nullable;

/** Scores of the rounds' global models, computed from their predictions, and the best of them. */
public final class RoundScores {

  /**
   * The score that rounds are compared by.
   *
   * @param part the images it is over
   * @param balancedAccuracy null over no images
   */
  public record RoundScore(Round round, String part, @Nullable Double balancedAccuracy) {

    public String text() {
      return String.format(
          Locale.ROOT,
          "round %d: %s balanced accuracy %s",
          round.number(),
          part,
          balancedAccuracy == null ? "–" : String.format(Locale.ROOT, "%.4f", balancedAccuracy));
    }
  }

  private final RunFolder place;
  private final Settings settings;
  private final Planner planner;
  private final ScoreCache memory;
  private final Map<Round, Known> known = new HashMap<>();

  /** A score and the predictions that it was computed from; these themselves are not kept. */
  private record Known(List<Digest> contents, RoundScore score) {}

  public RoundScores(RunFolder place, Settings settings, Planner planner) {
    this.place = place;
    this.settings = settings;
    this.planner = planner;
    this.memory = new ScoreCache(place.scores());
  }

  /** Keeps the scores for the next process. */
  public void remember() {
    memory.remember();
  }

  /** Returns the score of a round; empty until all its evaluations are there. */
  public Optional<RoundScore> of(Round round, Workflow workflow) throws IOException {
    List<WorkUnit> units = workflow.evaluation(round);
    Optional<List<Manifest>> there = manifests(units);
    Known before = known.get(round);
    if (there.isEmpty()) {
      return Optional.empty();
    }
    if (before == null || !before.contents().equals(contents(there.get()))) {
      rows(round, units);
    }
    return Optional.of(Objects.requireNonNull(known.get(round)).score());
  }

  /** Returns the predictions of a round together, which also settles its score. */
  Optional<List<PredictionRow>> rows(Round round, List<WorkUnit> evaluation) throws IOException {
    Optional<List<Manifest>> there = manifests(evaluation);
    if (there.isEmpty()) {
      return Optional.empty();
    }
    List<PredictionRow> rows = read(there.get());
    List<Digest> contents = contents(there.get());
    RoundScore score = score(round, scores(rows, PredictionRow.GLOBAL, 0).balancedAccuracy());
    known.put(round, new Known(contents, score));
    memory.learn(ScoreCache.key(contents), score.balancedAccuracy());
    return Optional.of(rows);
  }

  /**
   * Returns the round of the highest balanced accuracy, the earliest of equals; where no image was
   * held back, the last. Empty until every round is evaluated.
   */
  public Optional<Round> best(Workflow workflow) throws IOException {
    return best(settings.run().rounds(), round -> of(round, workflow));
  }

  /**
   * As {@link #best(Workflow)}, without reading predictions whose score an earlier process left.
   * For looking only: what a run computes and reports rests on the predictions.
   */
  public Optional<Round> remembered(Workflow workflow) throws IOException {
    return best(
        settings.run().rounds(),
        round -> {
          Optional<String> key =
              manifests(workflow.evaluation(round)).map(there -> ScoreCache.key(contents(there)));
          return key.filter(memory::knows).isPresent()
              ? Optional.of(score(round, memory.score(key.get())))
              : of(round, workflow);
        });
  }

  private RoundScore score(Round round, @Nullable Double score) {
    return new RoundScore(round, settings.evaluation().onTest() ? "test" : "validation", score);
  }

  /** Where a round's score comes from. */
  public interface Scoring {
    Optional<RoundScore> of(Round round) throws IOException;
  }

  public static Optional<Round> best(int rounds, Scoring scoring) throws IOException {
    Round best = new Round(rounds);
    double most = Double.NEGATIVE_INFINITY;
    for (int number = 1; number <= rounds; number++) {
      Optional<RoundScore> score = scoring.of(new Round(number));
      if (score.isEmpty()) {
        return Optional.empty();
      }
      Double value = score.get().balancedAccuracy();
      if (value != null && value > most) {
        most = value;
        best = new Round(number);
      }
    }
    return Optional.of(best);
  }

  /** Returns the predictions of these units together; empty if one is not there. */
  Optional<List<PredictionRow>> rows(List<WorkUnit> units) throws IOException {
    Optional<List<Manifest>> there = manifests(units);
    return there.isEmpty() ? Optional.empty() : Optional.of(read(there.get()));
  }

  private Optional<List<Manifest>> manifests(List<WorkUnit> units) {
    List<Manifest> manifests = new ArrayList<>();
    for (WorkUnit unit : units) {
      Optional<Manifest> manifest = planner.manifest(unit.key());
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

  /** Returns the predictions of one unit, its bytes checked. */
  List<PredictionRow> rows(Manifest manifest) throws IOException {
    try (OpenArtifact predictions = place.store().open(manifest)) {
      return PredictionTable.read(predictions.file(PredictionTable.FILE));
    }
  }

  /**
   * Scores of one kind of model.
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
