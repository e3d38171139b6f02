package org.fedmas.pipeline.run.driver;

import java.util.List;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;

/** Hears nothing. */
final class QuietRun implements RunListener {

  @Override
  public void jobStarts(String title, List<PlannedUnit> ready, int present) {}

  @Override
  public void jobEnds() {}

  @Override
  public void notice(String text) {}
}
