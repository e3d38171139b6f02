package org.fedmas.pipeline.experiment;

import java.util.List;
import java.util.Optional;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.results.record.RunRecord;

/**
 * The units of a run, planned, and what their cost depends on.
 *
 * @param images number of images of the data set
 * @param clients number of clients
 * @param record what earlier starts of the run recorded; empty before the first
 */
public record RunPlan(
    ExperimentRun run,
    Settings settings,
    long images,
    int clients,
    List<PlannedUnit> units,
    Optional<RunRecord> record) {

  public RunPlan {
    units = List.copyOf(units);
  }

  /** Returns the units that have to be computed. */
  List<PlannedUnit> missing() {
    return units.stream().filter(unit -> !unit.state().isThere()).toList();
  }

  /** Returns the share of the units of rounds that have to be computed, 0 … 1. */
  double missingRounds() {
    List<PlannedUnit> rounds = units.stream().filter(RunPlan::isOfRound).toList();
    long missing = rounds.stream().filter(unit -> !unit.state().isThere()).count();
    return rounds.isEmpty() ? 1 : (double) missing / rounds.size();
  }

  private static boolean isOfRound(PlannedUnit unit) {
    return unit.unit().key().round() != null && unit.unit().key().round().number() > 0;
  }
}
