package org.fedmas.pipeline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.json.Json;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.UnitState;
import org.fedmas.store.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "status",
    description = "Shows the units of a run: counts per stage, or every unit as JSON.")
final class StatusCommand implements Callable<ExitCode> {

  @Mixin ConfigOptions options = new ConfigOptions();

  @Mixin AnswerForm form = new AnswerForm();

  @Override
  public ExitCode call() throws Exception {
    boolean isJson = form.isJson();
    PreparedRun run = PreparedRun.of(options, options.recordedSettings());
    List<PlannedUnit> units = PlanCommand.units(run, options.configName());
    if (isJson) {
      Console.out(json(units).toString());
    } else {
      text(run, units);
    }
    return ExitCode.DONE;
  }

  private static ObjectNode json(List<PlannedUnit> units) {
    ObjectNode json = Json.object();
    ArrayNode rows = json.putArray("artifacts");
    for (PlannedUnit unit : units) {
      Manifest manifest = unit.manifest();
      Round round = unit.unit().key().round();
      ObjectNode row = rows.addObject();
      row.put("stage", unit.unit().key().stage().id());
      row.put("unit", unit.unit().key().toString());
      row.put("round", round == null ? null : (Integer) round.number());
      row.put("fingerprint", text(unit.fingerprint()));
      row.put("content", text(manifest == null ? null : manifest.content()));
      row.put("state", unit.state().word());
      row.put("reason", unit.reason());
      row.put("bytes", manifest == null ? null : (Long) manifest.bytes());
    }
    return json;
  }

  private static void text(PreparedRun run, List<PlannedUnit> units) {
    Console.out("run " + run.place().name() + " in " + run.place().address());
    Console.out(
        String.format(
            Locale.ROOT,
            "%-12s %8s %8s %8s %8s %10s",
            "stage",
            "present",
            "released",
            "missing",
            "stale",
            "MB"));
    Map<StageName, int[]> counts = new TreeMap<>();
    Map<StageName, Long> bytes = new TreeMap<>();
    for (PlannedUnit unit : units) {
      StageName stage = unit.unit().key().stage();
      counts
          .computeIfAbsent(stage, s -> new int[UnitState.values().length])[
          unit.state().ordinal()]++;
      Manifest manifest = unit.manifest();
      bytes.merge(
          stage,
          unit.state() == UnitState.PRESENT && manifest != null ? manifest.bytes() : 0L,
          Long::sum);
    }
    counts.forEach(
        (stage, states) ->
            Console.out(
                String.format(
                    Locale.ROOT,
                    "%-12s %8d %8d %8d %8d %10.1f",
                    stage,
                    states[UnitState.PRESENT.ordinal()],
                    states[UnitState.RELEASED.ordinal()],
                    states[UnitState.MISSING.ordinal()],
                    states[UnitState.STALE.ordinal()],
                    bytes.getOrDefault(stage, 0L) / 1e6)));
  }

  private static @Nullable String text(@Nullable Digest digest) {
    return digest == null ? null : digest.toString();
  }
}
