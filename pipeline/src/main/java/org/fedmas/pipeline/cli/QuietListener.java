package org.fedmas.pipeline.cli;

import java.util.List;
import org.fedmas.pipeline.run.driver.RunListener;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;

/** A listener without output, for commands that only plan. */
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
