package org.fedmas.pipeline.cli;

import java.util.List;
import org.fedmas.pipeline.run.driver.RunListener;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;

/** Hears nothing: for commands that run nothing. */
final class QuietListener implements RunListener, AutoCloseable {

  @Override
  public void jobStarts(String title, List<PlannedUnit> ready, int present) {}

  @Override
  public void jobEnds() {}

  @Override
  public void notice(String text) {}

  @Override
  public void close() {}
}
