package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.error.FedmasException;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.pipeline.experiment.Experiment;
import org.fedmas.pipeline.experiment.ExperimentListener;
import org.fedmas.pipeline.experiment.ExperimentPlan;
import org.fedmas.pipeline.experiment.ExperimentRun;
import org.fedmas.pipeline.experiment.RunPlan;
import org.fedmas.pipeline.experiment.RunStarter;
import org.fedmas.pipeline.experiment.StoredResults;
import org.fedmas.pipeline.housekeeping.GarbageCollection;
import org.fedmas.pipeline.run.driver.RunOptions;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.plan.UnitSelection;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.RunMetrics;

/** The runs of an experiment in this process: planned, then started, with a line for each. */
final class ExperimentRuns implements RunStarter, ExperimentListener {

  private final Experiment experiment;
  private final StoredResults results;
  private final RunStart start;
  private final StopSignals signals;
  private final boolean shows;
  private int number;
  private int all;
  private Optional<RunMetrics> metrics = Optional.empty();

  /**
   * Creates the runs.
   *
   * @param shows whether the start and the end of each run are printed
   */
  ExperimentRuns(
      Experiment experiment,
      StoredResults results,
      RunStart start,
      StopSignals signals,
      boolean shows) {
    this.experiment = experiment;
    this.results = results;
    this.start = start;
    this.signals = signals;
    this.shows = shows;
  }

  /** Returns the state of every run, in order. */
  Map<ExperimentRun, ExperimentPlan.State> plan() throws Exception {
    Map<ExperimentRun, ExperimentPlan.State> states = new LinkedHashMap<>();
    OpenedData data = new OpenedData(results.place(experiment.runs().get(0)));
    for (ExperimentRun run : experiment.runs()) {
      Settings settings = experiment.settings(run);
      Optional<RunRecord> done = results.find(run, settings).flatMap(RunRecord::read);
      if (done.isPresent()) {
        states.put(run, new ExperimentPlan.State.Done(settings, done.get()));
        continue;
      }
      try {
        String outdated = results.outdated(run, settings).orElse("");
        states.put(run, new ExperimentPlan.State.Open(plan(run, settings, data), outdated));
      } catch (FedmasException e) {
        states.put(run, new ExperimentPlan.State.Failing(e));
      }
    }
    return states;
  }

  private RunPlan plan(ExperimentRun run, Settings settings, OpenedData data) throws Exception {
    RunFolder place = place(run);
    PreparedRun prepared = PreparedRun.of(place, settings, data);
    return new RunPlan(
        run,
        settings,
        prepared.dataSet().images().size(),
        prepared.workflow().clients().size(),
        PlanCommand.units(prepared, start.configName()),
        RunRecord.read(place.folder()));
  }

  private RunFolder place(ExperimentRun run) throws IOException {
    RunName.checked(experiment.nameOf(run));
    return results.place(run).recall();
  }

  @Override
  public void start(ExperimentRun run) {
    metrics = Optional.empty();
    try {
      RunFolder place = place(run);
      PreparedRun prepared = PreparedRun.of(place, experiment.settings(run), new OpenedData(place));
      RunOptions options = new RunOptions(UnitSelection.all(), Optional.empty(), false);
      metrics = start.run(prepared, options, signals).metrics();
      release(place, prepared.settings());
    } catch (InterruptedRunException e) {
      throw e;
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      throw ErrorBoundary.reported(e);
    } finally {
      // between two runs nothing has to be stopped first
      signals.installEarly(System.out, RunCommand.stopped());
    }
    if (signals.exitCode().isPresent()) {
      throw new InterruptedRunException("the experiment was stopped after a run");
    }
  }

  /** Deletes the models that the finished run does not keep, before the next run makes its own. */
  private static void release(RunFolder place, Settings settings) throws IOException {
    if (place.home().remote() == null && !settings.run().retention().keepsAll()) {
      new GarbageCollection(place.artifacts(), place.files(), Integer.MAX_VALUE, place.name())
          .collect();
    }
  }

  @Override
  public void starts(int now, int of, ExperimentRun run, Duration left) {
    number = now;
    all = of;
    if (shows) {
      Console.log().println("%s; about %s left".formatted(line(run), ExperimentPlan.words(left)));
    }
  }

  @Override
  public void ends(ExperimentRun run, Duration took) {
    if (shows) {
      Console.log()
          .println("%s: done in %s%s".formatted(line(run), ExperimentPlan.words(took), score()));
    }
  }

  @Override
  public void fails(ExperimentRun run, FedmasException problem) {
    Console.log().println("%s: failed: %s".formatted(line(run), problem.getMessage()));
  }

  private String line(ExperimentRun run) {
    return "run %s of %s: %s".formatted(number, all, run.name());
  }

  private String score() {
    RunMetrics.Selected selected = metrics.map(RunMetrics::selected).orElse(null);
    return selected == null || selected.test() == null
        ? ""
        : ", balanced accuracy " + Console.score(selected.test().balancedAccuracy());
  }
}
