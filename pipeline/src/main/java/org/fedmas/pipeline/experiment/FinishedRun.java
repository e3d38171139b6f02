package org.fedmas.pipeline.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.run.driver.ConfigDifference;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.results.metric.Tally;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.TestScores;
import org.fedmas.results.score.RunResult;

/** A check that a folder holds the whole result of a run, and of these settings. */
final class FinishedRun {

  private static final double ROUNDING = 1e-9;

  private FinishedRun() {}

  /** Returns what a folder lacks to be the result of a run; empty if it lacks nothing. */
  static Optional<String> lack(Path folder, Settings settings) throws IOException {
    try {
      Optional<RunRecord> record = RunRecord.read(folder);
      if (record.isEmpty()) {
        return Optional.of("it has not started");
      }
      Optional<String> difference = difference(record.get(), settings);
      if (difference.isPresent()) {
        return Optional.of("its result is of another configuration (" + difference.get() + ")");
      }
      return record.get().finished() == null
          ? Optional.of("it has not ended")
          : files(RunResult.read(folder), settings);
    } catch (MissingInputException | CorruptArtifactException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> difference(RunRecord record, Settings settings) {
    int before = record.config().path("rounds").asInt();
    int now = settings.run().rounds();
    if (before > now) {
      return Optional.of("rounds: %s → %s".formatted(before, now));
    }
    Optional<String> difference = ConfigDifference.first(record, settings.config(), List.of());
    return difference.isPresent() || before == now
        ? difference
        : Optional.of("rounds: %s → %s".formatted(before, now));
  }

  /** Checks that a start was not killed between two of its files. */
  private static Optional<String> files(RunResult result, Settings settings) {
    RunMetrics metrics = result.metrics();
    RunMetrics.Selected selected = metrics.selected();
    boolean selects = !settings.isLocal();
    if (metrics.rounds().size() != settings.run().rounds() || (selects && selected == null)) {
      return Optional.of("its scores are not complete");
    }
    TestScores test = selected == null ? null : selected.test();
    Double accuracy = test == null ? null : test.accuracy();
    if (accuracy == null) {
      return Optional.empty();
    }
    Double again =
        result.predictions().map(known -> Tally.of(known.predictions()).accuracy()).orElse(null);
    return again == null || Math.abs(again - accuracy) > ROUNDING
        ? Optional.of("its predictions are not those of its scores")
        : Optional.empty();
  }
}
