package org.fedmas.pipeline.run.driver;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
    int stale = (int) plan.stream().filter(RecomputeEstimate::isStale).count();
    if (stale == 0 || record.isEmpty() || record.get().roundSeconds().isEmpty()) {
      return Optional.empty();
    }
    Collection<Double> rounds = record.get().roundSeconds().values();
    double inRounds = rounds.stream().mapToDouble(Double::doubleValue).sum();
    double outside = Math.max(0, record.get().seconds() - inRounds);
    Map<Integer, Double> staleShares =
        plan.stream()
            .collect(
                Collectors.groupingBy(
                    RecomputeEstimate::round,
                    TreeMap::new,
                    Collectors.averagingInt(unit -> isStale(unit) ? 1 : 0)));
    double seconds = 0;
    for (Map.Entry<Integer, Double> share : staleShares.entrySet()) {
      seconds += share.getValue() * (share.getKey() == 0 ? outside : inRounds / rounds.size());
    }
    return Optional.of(new RecomputeEstimate(stale, Duration.ofSeconds(Math.round(seconds))));
  }

  /** Returns the number of a unit's round; 0 outside of the rounds. */
  private static int round(PlannedUnit unit) {
    Round round = unit.unit().key().round();
    return round == null ? 0 : round.number();
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
    return "computing the %s stale units again takes about %s, by the times in the run's record"
        .formatted(units, about);
  }
}
