package org.fedmas.results.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fedmas.contract.json.Json;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.PlainMetrics;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.fedmas.results.score.RunResult;
import org.fedmas.results.score.RunResults;
import org.fedmas.results.score.TestPredictions;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.GroupedPredictionTable;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;

/**
 * A run made by hand: three classes, two clients, and predictions that are right with a chosen
 * probability.
 *
 * @param quality chance of a right prediction
 * @param perLesion images of each lesion
 * @param named word that names of images begin with
 */
public record MadeRun(
    String name,
    int fold,
    long seed,
    Map<String, String> keys,
    double quality,
    int images,
    int perLesion,
    String named,
    Selection selection,
    int rounds) {

  private static final List<String> CLASSES = List.of("MEL", "NV_1", "B&C");

  /** Returns a run of 120 images in lesions of two. */
  public static MadeRun of(String name) {
    return new MadeRun(name, 1, 0, Map.of(), 0.7, 120, 2, "image", Selection.VALIDATION, 3);
  }

  public MadeRun fold(int other) {
    return new MadeRun(
        name, other, seed, keys, quality, images, perLesion, named, selection, rounds);
  }

  public MadeRun seed(long other) {
    return new MadeRun(
        name, fold, other, keys, quality, images, perLesion, named, selection, rounds);
  }

  public MadeRun key(String key, String value) {
    Map<String, String> all = new TreeMap<>(keys);
    all.put(key, value);
    return new MadeRun(name, fold, seed, all, quality, images, perLesion, named, selection, rounds);
  }

  public MadeRun quality(double other) {
    return new MadeRun(name, fold, seed, keys, other, images, perLesion, named, selection, rounds);
  }

  public MadeRun images(int other) {
    return new MadeRun(name, fold, seed, keys, quality, other, perLesion, named, selection, rounds);
  }

  public MadeRun perLesion(int other) {
    return new MadeRun(name, fold, seed, keys, quality, images, other, named, selection, rounds);
  }

  public MadeRun imagesNamed(String other) {
    return new MadeRun(
        name, fold, seed, keys, quality, images, perLesion, other, selection, rounds);
  }

  public MadeRun selectedOn(Selection other) {
    return new MadeRun(name, fold, seed, keys, quality, images, perLesion, named, other, rounds);
  }

  /** Returns the run with its results. */
  public RunEntry entry() {
    return RunEntry.of(name, result());
  }

  public RunResult result() {
    return new RunResult(
        record(), metrics(), Optional.of(TestPredictions.of(rows(), CLASSES.size(), 2)));
  }

  /** Writes the files of the run's folder. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    GroupedPredictionTable.write(folder.resolve(PredictionTable.FILE), rows());
    metrics().write(folder.resolve(RunResults.METRICS), DurableFiles.local());
    record().write(folder, DurableFiles.local());
  }

  public RunRecord record() {
    ObjectNode config = Json.object();
    config.put("fold", fold).put("seed", seed).put("rounds", rounds);
    keys.forEach(config::put);
    return new RunRecord(
        RunRecord.FORMAT,
        name,
        "made.yaml",
        "data",
        config,
        Map.of("engine", "none"),
        "2026-01-01T00:00:00Z",
        "2026-01-01T01:00:00Z",
        1.0,
        1,
        0,
        List.of(),
        Map.of(),
        List.of(
            new RunRecord.Unit(
                "aggregation/round-2",
                "global-model/0",
                "sha256:%064x".formatted(1000 * fold + 10 * seed + name.length()))));
  }

  private RunMetrics metrics() {
    List<RunMetrics.RoundMetrics> all = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      RunMetrics.PartScore score = new RunMetrics.PartScore(quality * round / rounds, 3);
      all.add(
          new RunMetrics.RoundMetrics(
              round,
              List.of(0.5, 0.5),
              1.0,
              List.of(new RunMetrics.ClientRound(0, 2.0 / round + seed, null, null, null, null)),
              selection == Selection.TEST
                  ? new RunMetrics.GlobalScores(null, score)
                  : new RunMetrics.GlobalScores(score, null),
              null));
    }
    RunMetrics.Images parts = new RunMetrics.Images(2 * images, images / 10, images / 2);
    return PlainMetrics.of(
        name,
        fold,
        seed,
        CLASSES,
        List.of(
            new RunMetrics.Client(0, "one", parts, null),
            new RunMetrics.Client(1, "two", parts, null)),
        all,
        new RunMetrics.Selected(2, selection, null, List.of()));
  }

  private List<GroupedPrediction> rows() {
    List<GroupedPrediction> rows = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      int lesion = i / perLesion;
      int label = lesion % 3;
      RandomStream random = RandomKey.of(seed).with(name).with(fold).with(i).stream();
      int predicted = random.chance(quality) ? label : (label + 1 + random.below(2)) % 3;
      float sure = 0.4f + 0.05f * random.below(12);
      float[] probabilities = {(1 - sure) / 2, (1 - sure) / 2, (1 - sure) / 2};
      probabilities[predicted] = sure;
      rows.add(
          new GroupedPrediction(
              new PredictionRow(
                  "%s-%s-%03d".formatted(named, fold, i),
                  lesion % 2,
                  PredictionRow.GLOBAL,
                  Part.TEST,
                  label,
                  predicted,
                  probabilities),
              "lesion-%s-%s".formatted(fold, lesion)));
    }
    return rows;
  }
}
