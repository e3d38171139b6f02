package org.fedmas.pipeline.run.driver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.UnitKey;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.Planner;
import org.fedmas.pipeline.workflow.plan.UnitState;

/** The order in which released artifacts are computed again before some units can run. */
final class RecomputePlan {

  private RecomputePlan() {}

  /** Returns the jobs, in order; the units of one job do not read each other. */
  static List<List<PlannedUnit>> of(List<PlannedUnit> ready, Planner planner) {
    Map<UnitKey, PlannedUnit> needed = new LinkedHashMap<>();
    ready.forEach(unit -> collect(unit, planner, needed));
    List<List<PlannedUnit>> jobs = new ArrayList<>();
    while (!needed.isEmpty()) {
      List<PlannedUnit> job =
          needed.values().stream()
              .filter(unit -> inputs(unit).stream().noneMatch(needed::containsKey))
              .toList();
      job.forEach(unit -> needed.remove(unit.unit().key()));
      jobs.add(job);
    }
    return jobs;
  }

  private static void collect(PlannedUnit unit, Planner planner, Map<UnitKey, PlannedUnit> needed) {
    for (UnitKey key : inputs(unit)) {
      PlannedUnit input = planner.unit(key).orElseThrow();
      if (input.state() == UnitState.RELEASED && !needed.containsKey(key)) {
        needed.put(key, input);
        collect(input, planner, needed);
      }
    }
  }

  private static List<UnitKey> inputs(PlannedUnit unit) {
    return unit.unit().inputs().values().stream().flatMap(List::stream).toList();
  }
}
