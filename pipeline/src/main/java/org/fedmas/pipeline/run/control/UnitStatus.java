package org.fedmas.pipeline.run.control;

/** The status of a unit during a run; {@link ControlFiles} names the file of each. */
enum UnitStatus {
  /** A worker computes the unit, or waits for another process that does. */
  RUNNING,
  /** This run has computed the unit. */
  COMPUTED,
  /** Another run has computed the unit in the meantime. */
  REUSED,
  /** The last attempt failed. */
  FAILED
}
