package org.fedmas.pipeline.experiment;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.fedmas.contract.error.FedmasException;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.pipeline.workflow.Settings;

/**
 * The runner of an experiment: starts each run that has no result, one after the other, and
 * continues after a run that failed. All state is in the results, so an experiment that was killed
 * continues with the next start.
 */
public final class ExperimentRunner {

  private final Experiment experiment;
  private final StoredResults results;
  private final RunStarter starter;
  private final ExperimentListener listener;
  private final RemainingTime time;
  private final LongSupplier nanos;

  /**
   * Creates a runner.
   *
   * @param time estimates the time that is left
   */
  public ExperimentRunner(
      Experiment experiment,
      StoredResults results,
      RunStarter starter,
      ExperimentListener listener,
      RemainingTime time) {
    this(experiment, results, starter, listener, time, System::nanoTime);
  }

  ExperimentRunner(
      Experiment experiment,
      StoredResults results,
      RunStarter starter,
      ExperimentListener listener,
      RemainingTime time,
      LongSupplier nanos) {
    this.experiment = experiment;
    this.results = results;
    this.starter = starter;
    this.listener = listener;
    this.time = time;
    this.nanos = nanos;
  }

  /**
   * Runs what has no result.
   *
   * @throws InterruptedRunException if a run was asked to stop
   */
  public ExperimentOutcome run() throws IOException {
    Map<ExperimentRun, FedmasException> failed = new LinkedHashMap<>();
    int ran = 0;
    int reused = 0;
    List<ExperimentRun> runs = experiment.runs();
    for (int i = 0; i < runs.size(); i++) {
      ExperimentRun run = runs.get(i);
      Settings settings = experiment.settings(run);
      if (results.find(run, settings).isPresent()) {
        time.ended(run);
        reused++;
        continue;
      }
      listener.starts(i + 1, runs.size(), run, time.left());
      long start = nanos.getAsLong();
      try {
        starter.start(run);
        results.store(run);
        Duration took = Duration.ofNanos(nanos.getAsLong() - start);
        time.ended(run, took);
        listener.ends(run, took);
        ran++;
      } catch (InterruptedRunException e) {
        throw e;
      } catch (FedmasException e) {
        fail(run, e, failed);
      } catch (IOException e) {
        fail(run, new StageFailedException("its result could not be stored: " + e, e), failed);
      }
    }
    return new ExperimentOutcome(ran, reused, failed);
  }

  private void fail(
      ExperimentRun run, FedmasException problem, Map<ExperimentRun, FedmasException> failed) {
    failed.put(run, problem);
    time.ended(run);
    listener.fails(run, problem);
  }
}
