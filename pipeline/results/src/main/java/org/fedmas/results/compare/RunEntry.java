package org.fedmas.results.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.FedmasException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.score.RunResult;
import org.fedmas.results.score.RunResults;
import org.fedmas.results.score.TestPredictions;
import org.jspecify.annotations.Nullable;

/** A run of a table: its results, or the reason why it has none. */
public sealed interface RunEntry {

  /** Returns the name of the run. */
  String name();

  /** Returns the name of its row; null where the row follows from the configuration. */
  @Nullable String method();

  /** Returns the record of the run; null if it was never started or its record is damaged. */
  @Nullable RunRecord record();

  /** Returns a copy that belongs to the row of a method. */
  RunEntry ofMethod(String method);

  /**
   * A run with scores.
   *
   * @param test the predictions behind all scores
   */
  record Scored(String name, @Nullable String method, RunResult result, TestPredictions test)
      implements RunEntry {

    @Override
    public RunRecord record() {
      return result.record();
    }

    @Override
    public RunEntry ofMethod(String other) {
      return new Scored(name, other, result, test);
    }

    /** Returns the metrics. */
    public RunMetrics metrics() {
      return result.metrics();
    }
  }

  /**
   * A run without scores.
   *
   * @param exitCode the exit code of a command that needs the run
   * @param reason one sentence for users, which names the run
   */
  record Gap(
      String name,
      @Nullable String method,
      @Nullable RunRecord record,
      ExitCode exitCode,
      String reason)
      implements RunEntry {

    @Override
    public RunEntry ofMethod(String other) {
      return new Gap(name, other, record, exitCode, reason);
    }
  }

  /** Returns a run that failed, or whose results cannot be used. */
  static RunEntry failed(String name, FedmasException problem) {
    return new Gap(name, null, null, problem.exitCode(), String.valueOf(problem.getMessage()));
  }

  /** Returns a run with its results. */
  static RunEntry of(String name, RunResult result) {
    Optional<TestPredictions> test = result.predictions();
    if (test.isPresent() && test.get().images().size() > 0) {
      return new Scored(name, null, result, test.get());
    }
    return new Gap(name, null, result.record(), ExitCode.MISSING_INPUT, unscored(name, result));
  }

  /** Reads the folder of a run; a run without usable results becomes a gap. */
  static RunEntry read(String name, Path folder) throws IOException {
    Optional<RunRecord> record;
    try {
      record = RunRecord.read(folder);
    } catch (CorruptArtifactException e) {
      return failed(name, e);
    }
    if (record.isEmpty()) {
      String reason =
          Files.isDirectory(folder)
              ? "cannot read run %s: found no %s in %s. Run it again: all artifacts are kept"
                  .formatted(name, RunRecord.FILE, folder)
              : "run %s not found in %s; run it first, or check the name"
                  .formatted(name, folder.getParent());
      return failed(name, new MissingInputException(reason));
    }
    try {
      if (!Files.exists(folder.resolve(RunResults.METRICS))) {
        throw new MissingInputException(unscored(name, record.get()));
      }
      return of(name, RunResult.read(folder));
    } catch (CorruptArtifactException | MissingInputException e) {
      return new Gap(name, null, record.get(), e.exitCode(), String.valueOf(e.getMessage()));
    }
  }

  private static String unscored(String name, RunRecord record) {
    return "run %s has no scores: it was started at %s and %s. Resume it: fedmas run --run %s"
        .formatted(
            name,
            record.started(),
            record.finished() == null ? "did not finish" : "finished without any",
            name);
  }

  private static String unscored(String name, RunResult result) {
    RunMetrics metrics = result.metrics();
    if (metrics.schema() == null) {
      return """
      run %s is of an earlier version, which kept no groups of images. Run it again: all artifacts are kept"""
          .formatted(name);
    }
    return metrics.selected() == null && metrics.personal() == null
        ? """
        run %s has no test scores yet: found %s rounds without a selected one. Resume it: \
        fedmas run --run %s"""
            .formatted(name, metrics.rounds().size(), name)
        : "run %s has no test predictions: found no test images. Compare runs with a test part"
            .formatted(name);
  }
}
