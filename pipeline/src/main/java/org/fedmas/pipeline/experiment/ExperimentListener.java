package org.fedmas.pipeline.experiment;

import java.time.Duration;
import org.fedmas.contract.error.FedmasException;

/** A listener to the progress of an experiment. */
public interface ExperimentListener {

  /**
   * Announces the start of a run.
   *
   * @param number of the run, from 1, among all runs of the experiment
   * @param all number of runs of the experiment
   * @param run the run
   * @param left estimated time until the end of the experiment
   */
  void starts(int number, int all, ExperimentRun run, Duration left);

  /** Announces the end of the run that started last, and the time that it took. */
  void ends(ExperimentRun run, Duration took);

  /** Announces that the run that started last failed; the next one starts. */
  void fails(ExperimentRun run, FedmasException problem);
}
