package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.json.Json;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.PlainMetrics;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.fedmas.results.score.RunResults;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.GroupedPredictionTable;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;

/**
 * The folder of a run with scores: 40 images of two classes.
 *
 * @param wrongEvery place after which a prediction is wrong again
 */
record ScoredRun(String name, int fold, long seed, int wrongEvery) {

  private static final int IMAGES = 40;

  /** Writes the run into a store. */
  void write(Path artifacts) throws IOException {
    Path folder = RunFolder.runs(artifacts).resolve(name);
    Files.createDirectories(folder);
    List<GroupedPrediction> rows = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      int label = i % 2;
      int predicted = i % wrongEvery == 0 ? 1 - label : label;
      float[] probabilities = {predicted == 0 ? 0.8f : 0.2f, predicted == 0 ? 0.2f : 0.8f};
      rows.add(
          new GroupedPrediction(
              new PredictionRow(
                  "fold-%s-image-%02d".formatted(fold, i),
                  0,
                  PredictionRow.GLOBAL,
                  Part.TEST,
                  label,
                  predicted,
                  probabilities),
              null));
    }
    GroupedPredictionTable.write(folder.resolve(PredictionTable.FILE), rows);
    PlainMetrics.of(
            name,
            fold,
            seed,
            List.of("MEL", "NV"),
            List.of(new RunMetrics.Client(0, "one", new RunMetrics.Images(160, 0, IMAGES), null)),
            List.of(),
            new RunMetrics.Selected(1, Selection.VALIDATION, null, List.of()))
        .write(folder.resolve(RunResults.METRICS), DurableFiles.local());
    new RunRecord(
            RunRecord.FORMAT,
            name,
            "made.yaml",
            "data",
            Json.object()
                .put("fold", fold)
                .put("seed", seed)
                .put("method", name.replaceFirst("-fold.*", "")),
            Map.of(),
            "2026-01-01T00:00:00Z",
            "2026-01-01T01:00:00Z",
            1.0,
            1,
            0,
            List.of(),
            Map.of(),
            List.of())
        .write(folder, DurableFiles.local());
  }
}
