package org.fedmas.pipeline.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.fedmas.contract.StageName;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.pipeline.run.driver.DiskNeed;
import org.fedmas.pipeline.run.driver.PipelineRun;
import org.fedmas.pipeline.run.driver.RecomputeEstimate;
import org.fedmas.pipeline.run.driver.RecordKeeper;
import org.fedmas.pipeline.run.driver.RunListener;
import org.fedmas.pipeline.run.driver.RunOptions;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.UnitSelection;
import org.fedmas.pipeline.workflow.plan.UnitState;
import org.fedmas.results.record.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "plan",
    description =
        "Shows which units are present, missing, stale or released, and why, without running them.")
final class PlanCommand implements Callable<ExitCode> {

  @Mixin ConfigOptions options = new ConfigOptions();

  @Mixin SelectionOptions chosen = new SelectionOptions();

  @Override
  public ExitCode call() throws Exception {
    chosen.selection();
    return plan(PreparedRun.of(options), options.configName(), chosen);
  }

  /** Prints one line per selected unit: the state, and the reason why the unit would run. */
  static ExitCode plan(PreparedRun run, String configName, SelectionOptions chosen)
      throws Exception {
    run.require(chosen);
    UnitSelection selection = chosen.selection();
    Optional<StageName> forced = chosen.forced();
    Map<UnitState, Integer> totals = new TreeMap<>();
    int again = 0;
    UnitSelection ofRun = selection.sharing(run.workflow().sharedStages());
    List<PlannedUnit> units = units(run, configName);
    for (PlannedUnit unit : units) {
      if (!ofRun.contains(unit.unit().key())) {
        continue;
      }
      totals.merge(unit.state(), 1, Integer::sum);
      boolean isForced =
          unit.state().isThere()
              && ofRun.names(unit.unit().key())
              && forced.filter(stage -> stage == unit.unit().key().stage()).isPresent();
      again += isForced ? 1 : 0;
      String reason = isForced ? "--force: recomputed and compared" : unit.reason();
      Console.out(
          String.format(
              Locale.ROOT,
              "%-8s %s%s",
              unit.state().word(),
              unit.unit().key(),
              reason == null ? "" : "  (" + reason + ")"));
    }
    RecomputeEstimate.of(RunRecord.read(run.place().folder()), units)
        .ifPresent(estimate -> Console.out(estimate.toString()));
    Optional<DiskNeed> disk = run.disk();
    if (disk.isPresent()) {
      Console.out(disk.get().text(units));
    }
    StringBuilder summary = new StringBuilder("plan:");
    for (UnitState state : UnitState.values()) {
      summary.append(' ').append(totals.getOrDefault(state, 0)).append(' ').append(state.word());
    }
    if (forced.isPresent()) {
      summary.append(", ").append(again).append(" recomputed");
    }
    if (!selection.isAll()) {
      summary.append("; other units of the run are unchanged");
    }
    Console.out(summary.toString());
    return ExitCode.DONE;
  }

  static List<PlannedUnit> units(PreparedRun run, String configName) throws Exception {
    RunListener quiet = RunListener.QUIET;
    RunOptions all = new RunOptions(UnitSelection.all(), Optional.empty(), false);
    RecordKeeper keeper =
        new RecordKeeper(run.place(), run.settings(), configName, Map.of(), quiet);
    return new PipelineRun(run.settings(), run.place(), run.workflow(), all, quiet, keeper).plan();
  }
}
