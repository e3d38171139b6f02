package org.fedmas.pipeline.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fedmas.contract.StageName;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.pipeline.cli.progress.ConsoleProgress;
import org.fedmas.pipeline.cli.progress.ProgressStyle;
import org.fedmas.pipeline.executors.beam.BeamExecutor;
import org.fedmas.pipeline.housekeeping.SpentPayloads;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.RunLock;
import org.fedmas.pipeline.run.driver.EarlierResults;
import org.fedmas.pipeline.run.driver.PipelineRun;
import org.fedmas.pipeline.run.driver.RecordKeeper;
import org.fedmas.pipeline.run.driver.RunOptions;
import org.fedmas.pipeline.run.driver.RunOutcome;
import org.fedmas.pipeline.run.driver.UnitExecutor;
import org.fedmas.pipeline.workflow.MethodSummary;
import org.fedmas.pipeline.workflow.Phase;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.plan.UnitSelection;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.score.RunResults;
import org.fedmas.store.lease.Lease;
import org.fedmas.tensors.GpuPool;
import org.fedmas.tensors.config.ImageMemory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description = "Runs a pipeline; completed units are reused.",
    footer = "Options of Beam follow --, for example: fedmas run -- --runner=FlinkRunner")
final class RunCommand implements Callable<ExitCode> {

  @Mixin ConfigOptions options = new ConfigOptions();

  @Mixin SelectionOptions chosen = new SelectionOptions();

  @Option(names = "--dry-run", description = "Dry run: print the plan and exit.")
  boolean dryRun;

  @Option(names = "--keep-going", description = "Continue with other units after a failure.")
  boolean keepGoing;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Number of units run in parallel (default: processors / engine.threads).")
  @Nullable Integer workers;

  @Option(
      names = "--lock-wait",
      paramLabel = "SECONDS|forever",
      description = "Time to wait for another process on the same run or unit (default: forever).")
  String lockWait = "forever";

  @Option(
      names = "--progress",
      paramLabel = "auto|plain|none",
      description = "Progress display (default: auto).")
  String progress = "auto";

  @Parameters(paramLabel = "BEAM OPTIONS", description = "Options passed to Beam.")
  List<String> beam = new ArrayList<>();

  @Override
  public ExitCode call() throws Exception {
    UnitSelection selection = chosen.selection();
    Optional<StageName> forced = chosen.forced();
    Duration wait = lockWait();
    ProgressStyle style = ProgressStyle.of(progress);
    if (dryRun) {
      return PlanCommand.plan(PreparedRun.of(options), options.configName(), chosen);
    }
    long start = System.nanoTime();
    PrintStream log = Console.log();
    StopSignals signals = new StopSignals();
    signals.installEarly(System.out, stopped());
    PreparedRun run = PreparedRun.of(options);
    run.require(chosen);
    RunFolder place = run.place();
    requireOwnName(place.name());
    RunControl control = RunControl.of(place);
    try (Lease lease = RunLock.take(place, wait, log::println);
        ConsoleProgress console = new ConsoleProgress(log, style, control);
        RunControl open = control.open(wait)) {
      signals.install(control, console::say, System.out, stopped());
      Settings settings = run.settings();
      Optional<String> moved =
          EarlierResults.moveAside(
              place,
              settings,
              List.of(run.workflow().units(Phase.PREPARATION), run.workflow().units(Phase.SETUP)));
      RecordKeeper keeper =
          new RecordKeeper(
              place,
              settings,
              options.configName(),
              Environment.of(settings.run().engine().numerics(), runner()),
              console);
      introduce(run, style, log);
      moved.ifPresent(keeper::warn);
      run.warnings().forEach(keeper::warn);
      PipelineRun pipeline =
          new PipelineRun(
              settings,
              place,
              run.workflow(),
              new RunOptions(selection.sharing(run.workflow().sharedStages()), forced, keepGoing),
              console,
              keeper);
      GpuPool.choose(settings.run().engine().gpus());
      ImageMemory.choose(settings.run().engine().memoryBudget());
      RunOutcome outcome = pipeline.run(lazyExecutor(settings), SpentPayloads.of(place));
      RunRecord record = keeper.finish(pipeline.planner(), outcome);
      Optional<RunMetrics> metrics = pipeline.results().write(record);
      if (metrics.isPresent()) {
        ReportCommand.write(settings, place, record, place.folder().resolve(RunResults.REPORT));
        place.publish(RunResults.REPORT);
      }
      metrics.ifPresent(numbers -> Console.results(place, numbers));
      Console.out(
          String.format(
              Locale.ROOT,
              "done: %d units run, %d reused, %.1f s",
              outcome.ran(),
              outcome.reused(),
              (System.nanoTime() - start) / 1e9));
      return ExitCode.DONE;
    } catch (InterruptedRunException e) {
      Console.out(stopped());
      return signals.exitCode().orElse(e.exitCode());
    }
  }

  /** Prints how to resume, unless the command has to be changed first. */
  static void afterFailure(ExitCode code) {
    if (code != ExitCode.USAGE && code != ExitCode.MISSING_INPUT) {
      Console.out("failed: everything computed so far is kept; resume with: " + resume());
    }
  }

  private static void requireOwnName(String run) {
    if (run.contains(RunFolder.ASIDE)) {
      throw new ConfigException(
          "--run %s: found the name of results that were moved aside, expected a name without %s"
              .formatted(run, RunFolder.ASIDE));
    }
  }

  private void introduce(PreparedRun run, ProgressStyle style, PrintStream log) {
    Settings settings = run.settings();
    if (style != ProgressStyle.NONE) {
      log.println("run " + run.place().name() + ": " + MethodSummary.of(settings));
      log.println(
          "  config %s, fold %s, seed %s, %s rounds, %s images of %s clients"
              .formatted(
                  options.configName(),
                  settings.run().fold(),
                  settings.run().seed(),
                  settings.run().rounds(),
                  run.dataSet().images().size(),
                  run.workflow().clients().size()));
      log.println("  artifacts " + run.place().address());
    }
  }

  /**
   * Returns an executor that loads Beam with the first job, so that a run without work starts fast.
   */
  private UnitExecutor lazyExecutor(Settings settings) {
    int processors = Runtime.getRuntime().availableProcessors();
    int count =
        workers != null ? workers : Math.max(1, processors / settings.run().engine().threads());
    if (count < 1) {
      throw new ConfigException("--workers " + count + ": expected at least 1");
    }
    if (!beam.isEmpty()) {
      return new BeamExecutor(beam, count);
    }
    return (name, tasks, control) -> {
      requireNatives();
      new BeamExecutor(beam, count).execute(name, tasks, control);
    };
  }

  /** Requires the folder of native libraries, which a run without work does not need. */
  private static void requireNatives() {
    if (System.getProperty("fedmas.natives", "").equals("none")) {
      throw new StageFailedException(
          """
          native libraries: found no folder to unpack them to, since the cache and the folder of \
          temporary files are full, not writable or mounted noexec. Name another folder with \
          FEDMAS_CACHE=DIR""");
    }
  }

  private String runner() {
    return beam.stream()
        .filter(argument -> argument.startsWith("--runner="))
        .map(argument -> argument.substring("--runner=".length()))
        .findFirst()
        .orElse("DirectRunner");
  }

  private @Nullable Duration lockWait() {
    if (lockWait.equals("forever")) {
      return null;
    }
    if (!lockWait.matches("\\d{1,9}")) {
      throw new ConfigException("--lock-wait " + lockWait + ": expected seconds or forever");
    }
    return Duration.ofSeconds(Long.parseLong(lockWait));
  }

  private static String stopped() {
    return "stopped: everything computed so far is kept; resume with: " + resume();
  }

  private static String resume() {
    return System.getProperty("fedmas.command", "fedmas run");
  }
}
