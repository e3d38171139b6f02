package org.fedmas.pipeline.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fedmas.contract.error.FedmasException;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.results.record.RunRecord;

/**
 * The plan of an experiment in words: each run, then units, time and bytes in all.
 *
 * @param units to be computed, each counted once however many runs share it
 * @param bytes that they leave
 */
public record ExperimentPlan(List<String> lines, int runs, int units, Duration time, long bytes) {

  public ExperimentPlan {
    lines = List.copyOf(lines);
  }

  /** The state of a run before the experiment starts. */
  public sealed interface State {

    /** A run whose result is stored. */
    record Done(Settings settings, RunRecord record) implements State {}

    /**
     * A run that has to be started.
     *
     * @param outdated the reason why an earlier result does not count; empty without one
     */
    record Open(RunPlan plan, String outdated) implements State {}

    /** A run that cannot be planned. */
    record Failing(FedmasException problem) implements State {}
  }

  /** Returns the plan of an experiment. */
  public static ExperimentPlan of(
      Experiment experiment, Map<ExperimentRun, State> states, RemainingTime time) {
    List<String> lines = new ArrayList<>();
    lines.add("experiment %s: %s".formatted(experiment.name(), experiment.extent()));
    SharedUnits shared = new SharedUnits();
    int runs = 0;
    int units = 0;
    long bytes = 0;
    for (Map.Entry<ExperimentRun, State> entry : new LinkedHashMap<>(states).entrySet()) {
      String run = entry.getKey().name();
      if (entry.getValue() instanceof State.Open open) {
        RunPlan plan = open.plan();
        RunCost cost = RunCost.of(plan);
        int own = 0;
        for (PlannedUnit unit : plan.missing()) {
          if (shared.add(unit, plan.settings())) {
            own++;
            bytes += unit.unit().key().round() == null ? cost.bytesBefore(unit.unit()) : 0;
          }
        }
        runs++;
        units += own;
        bytes += Math.round(cost.models() * plan.missingRounds());
        String seconds = time.of(entry.getKey()).map(ExperimentPlan::words).orElse("");
        boolean begun = own < plan.units().size() && plan.record().isPresent();
        lines.add(
            "  %-8s %s: %s of %s units, about %s%s"
                .formatted(
                    begun ? "begun" : "missing",
                    run,
                    own,
                    plan.units().size(),
                    seconds,
                    open.outdated().isEmpty() ? "" : " (" + open.outdated() + ")"));
      } else if (entry.getValue() instanceof State.Failing failing) {
        lines.add("  %-8s %s: %s".formatted("fails", run, failing.problem().getMessage()));
      } else {
        lines.add("  %-8s %s".formatted("done", run));
      }
    }
    lines.add(summary(states.size(), runs, units, bytes, time));
    return new ExperimentPlan(lines, runs, units, time.left(), bytes);
  }

  private static String summary(int all, int runs, int units, long bytes, RemainingTime time) {
    if (runs == 0) {
      return "plan: 0 of %s to start".formatted(Experiment.count(all, "run"));
    }
    return "plan: %s of %s to start: %s, about %s and %s (%s)"
        .formatted(
            runs,
            Experiment.count(all, "run"),
            Experiment.count(units, "unit"),
            words(time.left()),
            size(bytes),
            time.isMeasured()
                ? "by the times of rounds that are computed"
                : "a rough estimate until the first round is measured");
  }

  /** Returns a duration in words, such as {@code 40 s}, {@code 12 min} or {@code 3.5 h}. */
  public static String words(Duration time) {
    double seconds = Math.max(1, time.toMillis() / 1000.0);
    if (seconds < 100) {
      return Math.round(seconds) + " s";
    }
    return seconds < 100 * 60
        ? Math.round(seconds / 60) + " min"
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }

  private static String size(long bytes) {
    return bytes < 1_000_000_000
        ? Math.max(1, bytes / 1_000_000) + " MB"
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
