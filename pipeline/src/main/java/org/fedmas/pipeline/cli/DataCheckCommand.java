package org.fedmas.pipeline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.json.Json;
import org.fedmas.inputs.DataSources;
import org.fedmas.inputs.SourceState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "check",
    description =
        "Shows which published inputs are present, and which inputs each configuration lacks.",
    footer =
        "Exit code 3 if a file is not the published one, or, with --config, if that configuration"
            + " lacks an input.")
final class DataCheckCommand implements Callable<ExitCode> {

  @Mixin DataFolder data = new DataFolder();

  @Option(
      names = "--config",
      paramLabel = "F",
      description = "Check only this configuration (default: all below configs/).")
  @Nullable Path config;

  @Mixin AnswerForm form = new AnswerForm();

  @Override
  public ExitCode call() throws Exception {
    boolean isJson = form.isJson();
    Path folder = data.folder();
    List<SourceState> states =
        DataSources.all().stream().map(source -> SourceState.of(source, folder)).toList();
    List<ConfigNeeds> needs =
        config == null
            ? ConfigNeeds.below(Home.folder().resolve("configs"), folder)
            : List.of(ConfigNeeds.of(config, folder));
    Console.out(isJson ? json(folder, states, needs).toString() : text(folder, states, needs));
    return verdict(folder, states, needs);
  }

  private ExitCode verdict(Path folder, List<SourceState> states, List<ConfigNeeds> needs) {
    boolean other =
        states.stream().anyMatch(state -> state.presence() == SourceState.Presence.OTHER);
    boolean lacks =
        config != null
            && needs.stream()
                .anyMatch(
                    need -> need.problem() != null || !need.missing(folder, states).isEmpty());
    return other || lacks ? ExitCode.MISSING_INPUT : ExitCode.DONE;
  }

  private static String text(Path folder, List<SourceState> states, List<ConfigNeeds> needs) {
    List<String> lines = new ArrayList<>();
    lines.add("inputs in " + folder);
    for (SourceState state : states) {
      String digest = state.digest() == null ? "" : "  " + state.digest();
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-8s %14d bytes  %s%s%s",
              state.presence().id(),
              state.bytes(),
              state.source().name(),
              digest,
              state.detail() == null ? "" : "  (" + state.detail() + ")"));
    }
    lines.add("configurations");
    for (ConfigNeeds need : needs) {
      List<String> missing = need.missing(folder, states);
      String verdict =
          need.problem() != null
              ? "cannot read the configuration: " + need.problem()
              : missing.isEmpty() ? "has all it needs" : "lacks " + String.join(", ", missing);
      lines.add("  " + need.config() + ": " + verdict);
    }
    return String.join("\n", lines);
  }

  private static ObjectNode json(Path folder, List<SourceState> states, List<ConfigNeeds> needs) {
    ObjectNode json = Json.object();
    json.put("data", folder.toString());
    ArrayNode inputs = json.putArray("inputs");
    for (SourceState state : states) {
      ObjectNode row = inputs.addObject();
      row.put("name", state.source().name());
      row.put("state", state.presence().id());
      row.put("bytes", state.bytes());
      row.put("digest", state.digest() == null ? null : state.digest().toString());
      row.put("expected", state.source().check().expectation());
      row.put("address", state.source().address().toString());
      row.put("detail", state.detail());
    }
    ArrayNode configs = json.putArray("configs");
    for (ConfigNeeds need : needs) {
      ObjectNode row = configs.addObject();
      row.put("config", need.config().toString());
      row.set("needs", Json.tree(need.files()));
      row.set("missing", Json.tree(need.missing(folder, states)));
      row.put("problem", need.problem());
    }
    return json;
  }
}
