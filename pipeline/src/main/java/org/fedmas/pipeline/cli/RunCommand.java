package org.fedmas.pipeline.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fedmas.contract.StageName;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.pipeline.run.driver.RunOptions;
import org.fedmas.pipeline.workflow.plan.UnitSelection;
import org.fedmas.results.record.RunFolder;
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

  @Mixin StartOptions start = new StartOptions();

  @Parameters(paramLabel = "BEAM OPTIONS", description = "Options passed to Beam.")
  List<String> beam = new ArrayList<>();

  @Override
  public ExitCode call() throws Exception {
    UnitSelection selection = chosen.selection();
    Optional<StageName> forced = chosen.forced();
    RunStart one =
        new RunStart(
            options.configName(),
            start.executors(beam),
            start.style(),
            start.lockWait(),
            !start.skipsDiskCheck,
            new HashSet<>());
    if (dryRun) {
      return PlanCommand.plan(PreparedRun.of(options), options.configName(), chosen);
    }
    long began = System.nanoTime();
    StopSignals signals = new StopSignals();
    signals.installEarly(System.out, stopped());
    PreparedRun run = PreparedRun.of(options);
    run.require(chosen);
    requireOwnName(run.place().name());
    RunOptions units =
        new RunOptions(selection.sharing(run.workflow().sharedStages()), forced, keepGoing);
    try {
      RunStart.Ended ended = one.run(run, units, signals);
      ended.metrics().ifPresent(numbers -> Console.results(run.place(), numbers));
      Console.out(
          String.format(
              Locale.ROOT,
              "done: %d units run, %d reused, %.1f s",
              ended.outcome().ran(),
              ended.outcome().reused(),
              (System.nanoTime() - began) / 1e9));
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

  /** Returns the last line of a run that was stopped. */
  static String stopped() {
    return "stopped: everything computed so far is kept; resume with: " + resume();
  }

  /** Returns the command line that continues. */
  static String resume() {
    return System.getProperty("fedmas.command", "fedmas run");
  }
}
