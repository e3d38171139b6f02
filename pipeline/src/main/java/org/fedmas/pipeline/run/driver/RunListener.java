package org.fedmas.pipeline.run.driver;

import java.util.List;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;

/** Told what a run does, for whoever watches. */
public interface RunListener {

  /**
   * A job starts.
   *
   * @param title what it is about, for example {@code round 3 of 10: local training}
   * @param ready the units that it runs
   * @param present units of it that are there already
   */
  void jobStarts(String title, List<PlannedUnit> ready, int present);

  /** The job that started last has ended. */
  void jobEnds();

  /** Something the user should know, once. */
  void notice(String text);
}
