package org.fedmas.pipeline.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.PlainMetrics;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.fedmas.results.report.TestScores;
import org.fedmas.results.score.RunResults;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.GroupedPredictionTable;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;

/** The files that a finished run leaves, with a score of our choice. */
final class FakeResult {

  private static final int IMAGES = 40;
  private static final DurableFiles FILES = DurableFiles.local();

  private FakeResult() {}

  /**
   * Writes a result.
   *
   * @param right number of test images, of 40, that are classified correctly
   */
  static void write(Path folder, String name, Settings settings, int right) throws IOException {
    Files.createDirectories(folder);
    record(folder, name, settings, "2026-01-01T01:00:00Z");
    metrics(folder, name, settings, right);
    predictions(folder, right);
  }

  static void record(Path folder, String name, Settings settings, String finished)
      throws IOException {
    String content = Digest.of(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)).toString();
    ArtifactRef update =
        new ArtifactRef(ArtifactKind.CLIENT_UPDATE, Digest.of(new byte[] {(byte) name.length()}));
    Map<Integer, Double> seconds = new TreeMap<>();
    IntStream.rangeClosed(1, settings.run().rounds()).forEach(round -> seconds.put(round, 10.0));
    new RunRecord(
            RunRecord.FORMAT,
            name,
            "/home/somebody/tiny.yaml",
            "/home/somebody/data",
            settings.config().json(),
            Map.of(),
            "2026-01-01T00:00:00Z",
            finished,
            25.0,
            1,
            0,
            List.of("moved to /home/somebody/artifacts/runs/a@b, kept"),
            seconds,
            List.of(new RunRecord.Unit("training/round-1/client-0", update.path(), content)))
        .write(folder, FILES);
  }

  static void metrics(Path folder, String name, Settings settings, int right) throws IOException {
    Double accuracy = (double) right / IMAGES;
    List<RunMetrics.RoundMetrics> rounds =
        IntStream.rangeClosed(1, settings.run().rounds())
            .mapToObj(
                round ->
                    new RunMetrics.RoundMetrics(
                        round,
                        List.of(1.0),
                        10.0,
                        List.of(),
                        new RunMetrics.GlobalScores(new RunMetrics.PartScore(accuracy, 2), null),
                        null))
            .toList();
    PlainMetrics.of(
            name,
            settings.run().fold(),
            settings.run().seed(),
            List.of("A", "B"),
            List.of(new RunMetrics.Client(0, "one", new RunMetrics.Images(9, 1, IMAGES), null)),
            rounds,
            new RunMetrics.Selected(
                1,
                Selection.VALIDATION,
                new TestScores(accuracy, 2, accuracy, accuracy, null, List.of(), List.of()),
                List.of()))
        .write(folder.resolve(RunResults.METRICS), FILES);
  }

  static void predictions(Path folder, int right) throws IOException {
    List<GroupedPrediction> rows =
        IntStream.range(0, IMAGES)
            .mapToObj(
                image -> {
                  int label = image % 2;
                  int predicted = image < right ? label : 1 - label;
                  float[] probabilities = predicted == 0 ? new float[] {1, 0} : new float[] {0, 1};
                  return new GroupedPrediction(
                      new PredictionRow(
                          "image-" + image,
                          0,
                          PredictionRow.GLOBAL,
                          Part.TEST,
                          label,
                          predicted,
                          probabilities),
                      "lesion-" + image / 2);
                })
            .toList();
    GroupedPredictionTable.write(folder.resolve(PredictionTable.FILE), rows);
  }
}
