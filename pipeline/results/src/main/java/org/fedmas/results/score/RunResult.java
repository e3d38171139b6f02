package org.fedmas.results.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.fedmas.contract.FederationKind;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.tables.prediction.GroupedPredictionTable;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;

/**
 * A run as its folder alone tells it, on any machine and without artifacts.
 *
 * @param record configuration, environment, times and the digest of every unit
 * @param metrics scores, weights and losses per round and client
 * @param predictions of the selected global model for the test images, or of each client's own
 *     model for its own where clients train alone; empty until a round is selected, without test
 *     images, and from an earlier version, which kept no groups
 */
public record RunResult(
    RunRecord record, RunMetrics metrics, Optional<TestPredictions> predictions) {

  /**
   * Reads the folder of a run.
   *
   * @throws MissingInputException if the run was never started or has no scores yet
   * @throws CorruptArtifactException if a file does not have the expected form
   */
  public static RunResult read(Path folder) throws IOException {
    RunRecord record =
        RunRecord.read(folder)
            .orElseThrow(
                () ->
                    new MissingInputException(
                        "cannot read the run in %s: found no %s. Check the name of the run"
                            .formatted(folder, RunRecord.FILE)));
    RunMetrics metrics = RunMetrics.read(folder.resolve(RunResults.METRICS));
    Path table = folder.resolve(PredictionTable.FILE);
    boolean alone = FederationKind.LOCAL.id().equals(metrics.federation());
    boolean selected = alone ? metrics.personal() != null : metrics.selected() != null;
    Optional<TestPredictions> predictions =
        selected && metrics.schema() != null && Files.exists(table)
            ? Optional.of(
                TestPredictions.of(
                    GroupedPredictionTable.read(table),
                    metrics.classes().size(),
                    metrics.clients().size(),
                    alone ? PredictionRow.LOCAL : PredictionRow.GLOBAL))
            : Optional.empty();
    return new RunResult(record, metrics, predictions);
  }

  /** Returns the configuration that the run was last started with. */
  public Config config() {
    return Config.of(record.config());
  }
}
