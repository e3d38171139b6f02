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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "fetch",
    description =
        "Fetches the published inputs that are missing, once their licences are accepted; goes on"
            + " where it was stopped.")
final class DataFetchCommand implements Callable<ExitCode> {

  @Mixin DataFolder data = new DataFolder();

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "Fetches this input and no other; may be repeated. Names: see data check.")
  List<String> only = new ArrayList<>();

  @Option(
      names = "--accept-licences",
      description = "Accepts the licences of what is fetched; without it they are asked about.")
  boolean accept;

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description = "Takes the files from a copy of all of them in one folder, by their names.")
  @Nullable URI mirror;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Files at once (default: 3); a large one uses several connections.")
  int parallel = 3;

  @Option(names = "--keep-archives", description = "Keeps archives after they are unpacked.")
  boolean keepArchives;

  @Option(
      names = "--progress",
      paramLabel = "auto|plain|none",
      description = "A bar on a terminal, lines, or nothing (default: auto).")
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
      FetchView view = new FetchView(Console.log(), Styles.of(progress));
      new Fetch(folder, options, view).run(missing);
    }
    List<DataSource> present =
        states.stream().filter(SourceState::isPresent).map(SourceState::source).toList();
    Console.out(
        isJson ? json(folder, missing, present).toString() : text(folder, missing, present));
    return ExitCode.DONE;
  }

  private static String text(Path folder, List<DataSource> fetched, List<DataSource> present) {
    return "done: "
        + fetched.size()
        + " inputs fetched, "
        + present.size()
        + " were there, in "
        + folder;
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
            "--only "
                + name
                + ": expected one of "
                + String.join(", ", names)
                + NearestName.nearest(name, names)
                    .map(near -> " (did you mean " + near + "?)")
                    .orElse(""));
      }
    }
    return all.stream()
        .filter(source -> only.isEmpty() || only.contains(source.name()))
        .map(source -> mirror == null ? source : source.from(mirror))
        .toList();
  }

  /** What is there under a source's name is the user's, and is never overwritten. */
  private static void refuseOthers(List<SourceState> states, Path folder) {
    List<String> others =
        states.stream()
            .filter(state -> state.presence() == SourceState.Presence.OTHER)
            .map(state -> state.source().place(folder) + ": " + state.detail())
            .toList();
    if (!others.isEmpty()) {
      throw new MissingInputException(
          "there are files that are not the published ones; move them away, or fetch others with"
              + " --only NAME:\n  "
              + String.join("\n  ", others));
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
          "nothing was fetched: the terms above ("
              + String.join("; ", licences.stream().map(Licence::title).toList())
              + ") have to be accepted first: "
              + (terminal == null
                  ? "there is no terminal to ask on; if you accept them, add --accept-licences"
                  : "the answer was not yes"));
    }
  }
}
