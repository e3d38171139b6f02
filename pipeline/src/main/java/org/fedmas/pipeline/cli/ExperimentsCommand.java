package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.FedmasException;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.pipeline.cli.progress.ProgressStyle;
import org.fedmas.pipeline.experiment.Experiment;
import org.fedmas.pipeline.experiment.ExperimentFile;
import org.fedmas.pipeline.experiment.ExperimentOutcome;
import org.fedmas.pipeline.experiment.ExperimentPlan;
import org.fedmas.pipeline.experiment.ExperimentRun;
import org.fedmas.pipeline.experiment.ExperimentRunner;
import org.fedmas.pipeline.experiment.RemainingTime;
import org.fedmas.pipeline.experiment.RunPlan;
import org.fedmas.pipeline.experiment.StoredResults;
import org.fedmas.store.remote.StoreAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "experiments",
    description =
        "Runs a table of methods, folds and seeds, and compares them; finished runs are reused.",
    footer = "Options of Beam follow --.")
final class ExperimentsCommand implements Callable<ExitCode> {

  @Parameters(
      index = "0",
      paramLabel = "F",
      description = "YAML file of the experiment (docs/experiments.md).")
  @Nullable Path file;

  @Mixin DataFolder data = new DataFolder();

  @Mixin StoreOption store = new StoreOption();

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description =
          "Folder of copies of finished results; a run with a copy counts as done"
              + " (default: results in F, or none).")
  @Nullable Path copies;

  @Option(names = "--dry-run", description = "Dry run: print the plan and exit.")
  boolean dryRun;

  @Option(
      names = "--table",
      description = "Write the table of the results that exist, without starting a run.")
  boolean tableOnly;

  @Option(
      names = "--page",
      paramLabel = "F.md",
      description = "Also fill the blocks of the experiment in this Markdown page.")
  @Nullable Path page;

  @Mixin StartOptions start = new StartOptions();

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "BEAM OPTIONS",
      description = "Options passed to Beam.")
  List<String> beam = new ArrayList<>();

  @Override
  public ExitCode call() throws Exception {
    long began = System.nanoTime();
    start.style();
    start.lockWait();
    Experiment experiment = ExperimentFile.read(Objects.requireNonNull(file));
    StoreAddress home = store.place();
    StoredResults results =
        new StoredResults(
            experiment,
            home,
            data.folder(),
            copies == null ? experiment.results() : Optional.of(copies));
    Path tables = home.root().resolve("experiments").resolve(experiment.name());
    if (tableOnly) {
      return table(experiment, results, Map.of(), tables);
    }
    StopSignals signals = new StopSignals();
    signals.installEarly(System.out, RunCommand.stopped());
    ExperimentRuns runs = new ExperimentRuns(experiment, results, one(), signals, shows());
    Map<ExperimentRun, ExperimentPlan.State> states = runs.plan();
    RemainingTime time = RemainingTime.of(open(states), done(states), cores(states));
    ExperimentPlan plan = ExperimentPlan.of(experiment, states, time);
    if (dryRun) {
      plan.lines().forEach(Console::out);
      return ExitCode.DONE;
    }
    plan.lines().forEach(Console.log()::println);
    try {
      ExperimentOutcome outcome = new ExperimentRunner(experiment, results, runs, runs, time).run();
      ExitCode code = table(experiment, results, outcome.failed(), tables);
      return end(outcome, code, (System.nanoTime() - began) / 1e9);
    } catch (InterruptedRunException e) {
      Console.out(RunCommand.stopped());
      return signals.exitCode().orElse(e.exitCode());
    }
  }

  private RunStart one() {
    boolean isPlain = start.progress.equals("auto") && start.style() == ProgressStyle.LINES;
    return new RunStart(
        String.valueOf(file),
        start.executors(beam),
        // a log has a line per run, unless every job is asked for
        isPlain ? ProgressStyle.NONE : start.style(),
        start.lockWait(),
        !start.skipsDiskCheck,
        new HashSet<>());
  }

  private boolean shows() {
    return start.style() != ProgressStyle.NONE;
  }

  private static List<RunPlan> open(Map<ExperimentRun, ExperimentPlan.State> states) {
    return states.values().stream()
        .filter(ExperimentPlan.State.Open.class::isInstance)
        .map(ExperimentPlan.State.Open.class::cast)
        .map(ExperimentPlan.State.Open::plan)
        .toList();
  }

  private static List<ExperimentPlan.State.Done> done(
      Map<ExperimentRun, ExperimentPlan.State> states) {
    return states.values().stream()
        .filter(ExperimentPlan.State.Done.class::isInstance)
        .map(ExperimentPlan.State.Done.class::cast)
        .toList();
  }

  /** Returns the number of threads that work at a time. */
  private double cores(Map<ExperimentRun, ExperimentPlan.State> states) {
    int processors = Runtime.getRuntime().availableProcessors();
    return open(states).stream()
        .findFirst()
        .map(RunPlan::settings)
        .map(
            settings ->
                Math.min(
                    processors,
                    start.executors(beam).count(settings) * settings.run().engine().threads()))
        .orElse(processors);
  }

  private ExitCode table(
      Experiment experiment,
      StoredResults results,
      Map<ExperimentRun, FedmasException> failed,
      Path folder)
      throws IOException {
    ExperimentTables table = ExperimentTables.of(experiment, results, failed);
    table.write(folder);
    if (page != null) {
      table.publish(experiment, page);
    }
    Console.out(table.text());
    Console.out("");
    table.compared().problems().forEach(Console.log()::println);
    Console.out("table: " + folder.resolve("experiments.html"));
    return table.compared().exitCode();
  }

  private static ExitCode end(ExperimentOutcome outcome, ExitCode code, double seconds) {
    if (outcome.failed().isEmpty()) {
      Console.out(
          String.format(
              Locale.ROOT,
              "done: %d runs run, %d reused, %.1f s",
              outcome.ran(),
              outcome.reused(),
              seconds));
      return code;
    }
    Console.out(
        "failed: %s of %s runs; the others are kept; start the failed ones again with: %s"
            .formatted(
                outcome.failed().size(),
                outcome.ran() + outcome.reused() + outcome.failed().size(),
                RunCommand.resume()));
    return outcome.failed().values().iterator().next().exitCode();
  }
}
