package org.fedmas.pipeline.experiment;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.results.record.RunRecord;

/**
 * The time that the runs of an experiment still take: a rough cost of each, scaled by how long
 * finished work took beside its cost.
 */
public final class RemainingTime {

  private final double cores;
  private final Map<ExperimentRun, Double> left = new LinkedHashMap<>();
  private double cost;
  private double measured;

  private RemainingTime(double cores) {
    this.cores = cores;
  }

  /**
   * Estimates runs that are planned.
   *
   * @param plans of the runs without a result, in order
   * @param done runs with a result, whose times correct the estimate
   * @param cores number of threads that work at a time
   */
  public static RemainingTime of(
      List<RunPlan> plans, List<ExperimentPlan.State.Done> done, double cores) {
    RemainingTime time = new RemainingTime(cores);
    SharedUnits shared = new SharedUnits();
    for (RunPlan plan : plans) {
      RunCost run = RunCost.of(plan);
      double seconds = run.round() * plan.settings().run().rounds() * plan.missingRounds();
      for (PlannedUnit unit : plan.missing()) {
        if (unit.unit().key().round() == null && shared.add(unit, plan.settings())) {
          seconds += run.before(unit.unit());
        }
      }
      time.left.put(plan.run(), seconds / cores);
      plan.record().ifPresent(record -> time.learn(run, record));
    }
    if (!plans.isEmpty()) {
      RunPlan any = plans.get(0); // the runs of a table share their images
      for (ExperimentPlan.State.Done run : done) {
        time.learn(new RunCost(run.settings(), any.images(), any.clients()), run.record());
      }
    }
    return time;
  }

  /** Learns from the rounds that a run has computed. */
  private void learn(RunCost run, RunRecord record) {
    Collection<Double> rounds = record.roundSeconds().values();
    if (!rounds.isEmpty()) {
      cost += run.round() * rounds.size() / cores;
      measured += rounds.stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  /** Returns whether finished work has corrected the estimate. */
  public boolean isMeasured() {
    return cost > 0 && measured > 0;
  }

  /** Returns the estimated time of all runs that have not ended. */
  public Duration left() {
    return duration(left.values().stream().mapToDouble(Double::doubleValue).sum());
  }

  /** Returns the estimated time of a run; empty for one that is not planned. */
  public Optional<Duration> of(ExperimentRun run) {
    return Optional.ofNullable(left.get(run)).map(this::duration);
  }

  private Duration duration(double seconds) {
    double scale = isMeasured() ? measured / cost : 1;
    return Duration.ofMillis(Math.round(1000 * scale * seconds));
  }

  /** Takes a run off that ended without work, or failed. */
  void ended(ExperimentRun run) {
    left.remove(run);
  }

  /** Takes a run off, and learns from the time that it took. */
  void ended(ExperimentRun run, Duration took) {
    Double expected = left.remove(run);
    if (expected != null && expected > 0) {
      cost += expected;
      measured += took.toMillis() / 1000.0;
    }
  }
}
