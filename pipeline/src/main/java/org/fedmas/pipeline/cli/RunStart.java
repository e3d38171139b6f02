package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.pipeline.cli.progress.ConsoleProgress;
import org.fedmas.pipeline.cli.progress.ProgressStyle;
import org.fedmas.pipeline.housekeeping.SpentPayloads;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.RunLock;
import org.fedmas.pipeline.run.driver.DiskNeed;
import org.fedmas.pipeline.run.driver.EarlierResults;
import org.fedmas.pipeline.run.driver.PipelineRun;
import org.fedmas.pipeline.run.driver.RecordKeeper;
import org.fedmas.pipeline.run.driver.RunOptions;
import org.fedmas.pipeline.run.driver.RunOutcome;
import org.fedmas.pipeline.workflow.MethodSummary;
import org.fedmas.pipeline.workflow.Phase;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.score.RunResults;
import org.fedmas.store.lease.Lease;
import org.fedmas.tensors.GpuPool;
import org.fedmas.tensors.config.ImageMemory;
import org.jspecify.annotations.Nullable;

/**
 * One start of a run in this process: under the run's lock, its units, its record, its results.
 *
 * @param configName the configuration file as given
 * @param executors where units run
 * @param lockWait how long to wait for another process; null for ever
 * @param checksDisk whether a run is refused that the disk cannot take
 * @param warned warnings that were printed before and are not printed again
 */
record RunStart(
    String configName,
    Executors executors,
    ProgressStyle style,
    @Nullable Duration lockWait,
    boolean checksDisk,
    Set<String> warned) {

  /**
   * The end of a start.
   *
   * @param metrics empty before the first round
   */
  record Ended(RunOutcome outcome, Optional<RunMetrics> metrics) {}

  /**
   * Runs the selected units that are missing.
   *
   * @param signals stop the run
   * @throws InterruptedRunException if the run was asked to stop
   */
  Ended run(PreparedRun run, RunOptions options, StopSignals signals)
      throws IOException, InterruptedException {
    PrintStream log = Console.log();
    RunFolder place = run.place();
    Settings settings = run.settings();
    RunControl control = RunControl.of(place);
    try (Lease lease = RunLock.take(place, lockWait, log::println);
        ConsoleProgress console = new ConsoleProgress(log, style, control, warned);
        RunControl open = control.open(lockWait)) {
      signals.install(control, console::say, System.out, RunCommand.stopped());
      if (signals.exitCode().isPresent()) {
        throw new InterruptedRunException("the run was stopped before it began");
      }
      Optional<String> moved =
          EarlierResults.moveAside(
              place,
              settings,
              List.of(run.workflow().units(Phase.PREPARATION), run.workflow().units(Phase.SETUP)));
      RecordKeeper keeper =
          new RecordKeeper(
              place,
              settings,
              configName,
              Environment.of(settings.run().engine().numerics(), executors.runner()),
              console);
      introduce(run, log);
      moved.ifPresent(keeper::warn);
      run.warnings().forEach(keeper::warn);
      PipelineRun pipeline =
          new PipelineRun(settings, place, run.workflow(), options, console, keeper);
      Optional<RunOutcome> nothing = pipeline.nothingToDo();
      if (nothing.isPresent()) {
        Path metrics = place.folder().resolve(RunResults.METRICS);
        return new Ended(nothing.get(), Optional.of(RunMetrics.read(metrics)));
      }
      Optional<DiskNeed> disk = checksDisk ? run.disk() : Optional.empty();
      if (disk.isPresent()) {
        disk.get().require(options, pipeline::plan);
      }
      GpuPool.choose(settings.run().engine().gpus());
      ImageMemory.choose(settings.run().engine().memoryBudget());
      RunOutcome outcome = pipeline.run(executors.lazily(settings), SpentPayloads.of(place));
      RunRecord record = keeper.ended(pipeline.planner(), outcome);
      Optional<RunMetrics> metrics = pipeline.results().write(record);
      if (metrics.isPresent()) {
        ReportCommand.write(settings, place, record, place.folder().resolve(RunResults.REPORT));
        place.publish(RunResults.REPORT);
      }
      // last, so that a record with an end has its results beside it
      keeper.write(record);
      if (outcome.complete()) {
        new TrainingSummary(place, style, signals).keep(pipeline.planner(), console);
      }
      return new Ended(outcome, metrics);
    }
  }

  private void introduce(PreparedRun run, PrintStream log) {
    Settings settings = run.settings();
    if (style != ProgressStyle.NONE) {
      log.println("run " + run.place().name() + ": " + MethodSummary.of(settings));
      log.println(
          "  config %s, fold %s, seed %s, %s rounds, %s images of %s clients"
              .formatted(
                  configName,
                  settings.run().fold(),
                  settings.run().seed(),
                  settings.run().rounds(),
                  run.dataSet().images().size(),
                  run.workflow().clients().size()));
      log.println("  artifacts " + run.place().address());
    }
  }
}
