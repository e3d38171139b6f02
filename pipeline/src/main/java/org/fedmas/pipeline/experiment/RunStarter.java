package org.fedmas.pipeline.experiment;

import org.fedmas.contract.error.FedmasException;

/** A way to start one run and wait for its end. */
@FunctionalInterface
public interface RunStarter {

  /**
   * Computes what a run lacks, and writes its results.
   *
   * @throws FedmasException if the run fails; {@link
   *     org.fedmas.contract.error.InterruptedRunException} if it was asked to stop
   */
  void start(ExperimentRun run);
}
