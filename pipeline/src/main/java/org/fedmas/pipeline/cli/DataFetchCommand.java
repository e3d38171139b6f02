package org.fedmas.pipeline.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.fedmas.contract.config.NearestName;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.json.Json;
import org.fedmas.inputs.DataSource;
import org.fedmas.inputs.DataSources;
import org.fedmas.inputs.Fetch;
import org.fedmas.inputs.FetchOptions;
import org.fedmas.inputs.Licence;
import org.fedmas.inputs.SourceState;
import org.fedmas.inputs.download.DownloadSettings;
import org.fedmas.inputs.download.FreeSpace;
import org.fedmas.pipeline.cli.progress.FetchView;
import org.fedmas.pipeline.cli.progress.ProgressStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "fetch",
    description =
        "Fetches missing published inputs after their licences are accepted; resumes interrupted"
            + " downloads.")
final class DataFetchCommand implements Callable<ExitCode> {

  @Mixin DataFolder data = new DataFolder();

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description =
          "Fetch only this input; may be repeated. data check lists the names. The inputs of"
              + " HyperKvasir are fetched only by their names.")
  List<String> only = new ArrayList<>();

  @Option(
      names = "--accept-licences",
      description = "Accept the licences of the fetched inputs without being asked.")
  boolean accept;

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description = "Fetch from a folder that has a copy of every file under its published name.")
  @Nullable URI mirror;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Number of files fetched in parallel (default: 3).")
  int parallel = 3;

  @Option(names = "--keep-archives", description = "Keep archives after they are unpacked.")
  boolean keepArchives;

  @Option(
      names = "--progress",
      paramLabel = "auto|plain|none",
      description =
          "auto: a bar on a terminal, lines elsewhere; plain: lines; none: no progress (default: auto).")
  String progress = "auto";

  @Mixin AnswerForm form = new AnswerForm();

  @Override
  public ExitCode call() throws Exception {
    boolean isJson = form.isJson();
    if (parallel < 1 || parallel > 16) {
      throw new ConfigException("--parallel " + parallel + ": expected 1 to 16");
    }
    Path folder = data.folder();
    List<SourceState> states =
        chosen().stream().map(source -> SourceState.of(source, folder)).toList();
    refuseOthers(states, folder);
    List<DataSource> missing =
        states.stream().filter(state -> !state.isPresent()).map(SourceState::source).toList();
    if (!missing.isEmpty()) {
      acceptLicences(missing);
      FetchOptions options =
          new FetchOptions(parallel, keepArchives, DownloadSettings.DEFAULT, FreeSpace.REAL);
      FetchView view = new FetchView(Console.log(), ProgressStyle.of(progress));
      new Fetch(folder, options, view).run(missing);
    }
    List<DataSource> present =
        states.stream().filter(SourceState::isPresent).map(SourceState::source).toList();
    Console.out(
        isJson ? json(folder, missing, present).toString() : text(folder, missing, present));
    return ExitCode.DONE;
  }

  private static String text(Path folder, List<DataSource> fetched, List<DataSource> present) {
    return "done: %s inputs fetched, %s already present in %s"
        .formatted(fetched.size(), present.size(), folder);
  }

  private static ObjectNode json(Path folder, List<DataSource> fetched, List<DataSource> present) {
    ObjectNode json = Json.object();
    json.put("data", folder.toString());
    json.set("fetched", Json.tree(fetched.stream().map(DataSource::name).toList()));
    json.set("present", Json.tree(present.stream().map(DataSource::name).toList()));
    return json;
  }

  private List<DataSource> chosen() {
    List<DataSource> all = DataSources.all();
    List<String> names = all.stream().map(DataSource::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new ConfigException(
            "--only %s: expected one of %s%s"
                .formatted(name, String.join(", ", names), NearestName.hint(name, names)));
      }
    }
    return all.stream()
        .filter(source -> only.isEmpty() ? !isOnRequest(source) : only.contains(source.name()))
        .map(source -> mirror == null ? source : source.from(mirror))
        .toList();
  }

  private static boolean isOnRequest(DataSource source) {
    return DataSources.onRequest().contains(source);
  }

  /** Refuses to overwrite files of the user that have the name of a source. */
  private static void refuseOthers(List<SourceState> states, Path folder) {
    List<String> others =
        states.stream()
            .filter(state -> state.presence() == SourceState.Presence.OTHER)
            .map(state -> state.source().place(folder) + ": " + state.detail())
            .toList();
    if (!others.isEmpty()) {
      throw new MissingInputException(
          """
          found files that differ from the published ones. Move them away, or fetch other files \
          with --only NAME:
            %s"""
              .formatted(String.join("\n  ", others)));
    }
  }

  private void acceptLicences(List<DataSource> missing) {
    Set<Licence> licences = new LinkedHashSet<>();
    missing.forEach(source -> licences.addAll(source.licences()));
    for (Licence licence : licences) {
      Console.log().println(licence.text() + "\n");
    }
    if (accept) {
      Console.log().println("accepted by --accept-licences");
      return;
    }
    java.io.Console terminal = System.console();
    String answer =
        terminal == null
            ? null
            : terminal.readLine("Do you accept these terms for your use? Type yes: ");
    if (answer == null || !answer.strip().equalsIgnoreCase("yes")) {
      throw new MissingInputException(
          "nothing was fetched: the terms above (%s) must be accepted first: %s"
              .formatted(
                  String.join("; ", licences.stream().map(Licence::title).toList()),
                  terminal == null
                      ? "cannot ask for confirmation without a terminal; pass --accept-licences"
                      : "the answer was not yes"));
    }
  }
}
