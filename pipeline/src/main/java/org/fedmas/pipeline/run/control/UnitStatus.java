package org.fedmas.pipeline.run.control;

/** The status of a unit during a run; {@link ControlFiles} names the file of each. */
enum UnitStatus {
  /** In progress on a worker, or waiting for another process with the same unit. */
  RUNNING,
  /** Computed by this run. */
  COMPUTED,
  /** Computed by another run. */
  REUSED,
  /** Failed in the last attempt. */
  FAILED
}
