package org.fedmas.pipeline.beam;

import org.apache.beam.sdk.transforms.DoFn;
import org.fedmas.pipeline.run.UnitRunner;
import org.fedmas.pipeline.run.UnitTask;

/** Runs the unit that an element names. Its result is an artifact, so nothing is output. */
final class RunUnit extends DoFn<String, Void> {

  private static final long serialVersionUID = 1L;

  @ProcessElement
  public void run(@Element String element) {
    new UnitRunner().run(UnitTask.decode(element));
  }
}
