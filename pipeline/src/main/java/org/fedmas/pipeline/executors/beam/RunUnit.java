package org.fedmas.pipeline.executors.beam;

import org.apache.beam.sdk.transforms.DoFn;
import org.fedmas.pipeline.run.control.UnitTask;

/**
 * The transform that runs the unit of each element. Artifacts hold the results; it has no output.
 */
final class RunUnit extends DoFn<String, Void> {

  private static final long serialVersionUID = 1L;

  private final WorkerRequirements requirements;

  RunUnit(WorkerRequirements requirements) {
    this.requirements = requirements;
  }

  @ProcessElement
  public void run(@Element String element) {
    WorkerProcess.INSTANCE.run(UnitTask.decode(element), requirements);
  }
}
