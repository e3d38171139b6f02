package org.fedmas.pipeline.run.driver;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.fedmas.contract.Round;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.UnitState;
import org.fedmas.results.record.RunRecord;

/**
 * The wall-clock time that computing stale units again takes, by the times in the run's record: a
 * round costs what it cost on average, the units outside of the rounds cost the rest, each in
 * proportion to the units that are stale.
 *
 * @param units stale units
 * @param time estimated time on the machine that the record is from
 */
public record RecomputeEstimate(int units, Duration time) {

  /**
   * Estimates from an earlier start of the run.
   *
   * @return empty if no unit is stale or the record holds no times
   */
  public static Optional<RecomputeEstimate> of(
      Optional<RunRecord> record, Collection<PlannedUnit> plan) {
    List<PlannedUnit> stale = plan.stream().filter(unit -> isStale(unit)).toList();
    if (stale.isEmpty() || record.isEmpty() || record.get().roundSeconds().isEmpty()) {
      return Optional.empty();
    }
    Collection<Double> rounds = record.get().roundSeconds().values();
    double inRounds = rounds.stream().mapToDouble(Double::doubleValue).sum();
    double outside = Math.max(0, record.get().seconds() - inRounds);
    double perRound = inRounds / rounds.size();
    TreeMap<Round, int[]> counts = new TreeMap<>();
    int[] others = new int[2];
    for (PlannedUnit unit : plan) {
      Round round = unit.unit().key().round();
      boolean counted = round != null && round.number() > 0;
      int[] count = counted ? counts.computeIfAbsent(round, r -> new int[2]) : others;
      count[0]++;
      count[1] += isStale(unit) ? 1 : 0;
    }
    double seconds = outside * others[1] / Math.max(1, others[0]);
    for (int[] count : counts.values()) {
      seconds += perRound * count[1] / count[0];
    }
    return Optional.of(
        new RecomputeEstimate(stale.size(), Duration.ofSeconds(Math.round(seconds))));
  }

  private static boolean isStale(PlannedUnit unit) {
    return unit.state() == UnitState.STALE;
  }

  @Override
  public String toString() {
    long seconds = Math.max(1, time.toSeconds());
    String about =
        seconds < 120
            ? seconds + " s"
            : seconds < 7200
                ? Math.round(seconds / 60.0) + " min"
                : Math.round(seconds / 3600.0) + " h";
    return "computing the %d stale units again takes about %s, by the times in the run's record"
        .formatted(units, about);
  }
}
