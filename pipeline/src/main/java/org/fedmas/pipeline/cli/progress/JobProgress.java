package org.fedmas.pipeline.cli.progress;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.fedmas.contract.UnitKey;
import org.fedmas.pipeline.run.control.Heartbeat;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;

/** The progress of a job: units by their outcomes, images by heartbeats. */
final class JobProgress {

  /**
   * The progress at one moment.
   *
   * @param done number of completed units
   * @param images number of images so far, those of running units included
   * @param seconds time since the job began
   * @param left remaining seconds, negative if unknown
   * @param running the running units with their progress
   */
  record Reading(
      int done, long images, long allImages, double seconds, double left, List<String> running) {

    double rate() {
      return seconds > 0 ? images / seconds : 0;
    }
  }

  private final List<PlannedUnit> units;
  private final Set<PlannedUnit> done = new HashSet<>();
  private final long start = System.nanoTime();

  JobProgress(List<PlannedUnit> units) {
    this.units = units;
  }

  Reading read(Predicate<UnitKey> isDone, List<Heartbeat> running) {
    long images = 0;
    long all = 0;
    for (PlannedUnit unit : units) {
      all += unit.unit().images();
      if (done.contains(unit) || isDone.test(unit.unit().key())) {
        done.add(unit);
        images += unit.unit().images();
        continue;
      }
      String name = unit.unit().key().toString();
      for (Heartbeat beat : running) {
        if (beat.unit().equals(name) && beat.total() > 0) {
          images += unit.unit().images() * beat.done() / beat.total();
        }
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double share =
        all > 0 ? (double) images / all : units.isEmpty() ? 1 : (double) done.size() / units.size();
    double left = share > 0.02 ? seconds / share - seconds : -1;
    return new Reading(
        done.size(), images, all, seconds, left, running.stream().map(Heartbeat::text).toList());
  }
}
