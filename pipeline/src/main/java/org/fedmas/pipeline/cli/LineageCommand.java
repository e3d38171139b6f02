package org.fedmas.pipeline.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.pipeline.housekeeping.Lineage;
import org.fedmas.pipeline.housekeeping.LineageDifference;
import org.fedmas.pipeline.housekeeping.LineageGraph;
import org.fedmas.pipeline.housekeeping.LineageTarget;
import org.fedmas.pipeline.housekeeping.LineageText;
import org.fedmas.store.Manifest;
import org.fedmas.store.file.DurableFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "lineage",
    description = "Shows the inputs of artifacts.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LineageCommand.Show.class,
      LineageCommand.Diff.class,
      LineageCommand.Graph.class,
      LineageExportCommand.class
    })
final class LineageCommand {

  private LineageCommand() {}

  private abstract static class OnStore implements Callable<ExitCode> {

    @Mixin ConfigOptions options = new ConfigOptions();

    abstract void print(Lineage lineage) throws Exception;

    @Override
    public ExitCode call() throws Exception {
      print(Lineage.of(options.store.folder("lineage")));
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "show",
      description = "Traces a file, artifact or unit back to raw digests and configuration keys.")
  static final class Show extends OnStore {

    @Parameters(
        paramLabel = "TARGET",
        description =
            "A file of a run or artifact, a [kind/]fingerprint, or (with --run or --config) a unit.")
    String target = "";

    @Option(names = "--images", description = "List every raw image with its digest.")
    boolean images;

    @Override
    void print(Lineage lineage) throws Exception {
      LineageText text =
          new LineageText(
              lineage, LineageTarget.find(lineage, target, options.namedRun().orElse(null)));
      text.artifacts().forEach(Console::out);
      Console.out("configuration:");
      text.configuration().forEach(line -> Console.out("  " + line));
      List<String> raw = text.images();
      Console.out("raw images: " + raw.size() + (images ? ":" : " (--images lists them)"));
      if (images) {
        raw.forEach(line -> Console.out("  " + line));
      }
    }
  }

  @Command(
      name = "diff",
      description =
          "Compares the settings and inputs of two runs, and lists the affected artifacts.")
  static final class Diff extends OnStore {

    @Parameters(paramLabel = "RUN", arity = "2", description = "Names of two runs.")
    List<String> runs = new ArrayList<>();

    @Override
    void print(Lineage lineage) {
      LineageDifference.between(lineage.run(runs.get(0)), lineage.run(runs.get(1)))
          .text(runs.get(0), runs.get(1))
          .forEach(Console::out);
    }
  }

  @Command(
      name = "graph",
      description =
          "Draws the inputs of a run, file, artifact or unit, one arrow per direct step; arrows implied by"
              + " longer paths are omitted.")
  static final class Graph extends OnStore {

    @Parameters(
        paramLabel = "TARGET",
        arity = "0..1",
        description = "As for show (default: the whole run).")
    @Nullable String target;

    @Option(
        names = "--format",
        paramLabel = "mermaid|svg",
        description = "Output format (default: mermaid).")
    String format = "mermaid";

    @Option(
        names = "--out",
        paramLabel = "F",
        description = "Output file (default: standard output).")
    @Nullable Path out;

    @Override
    void print(Lineage lineage) throws Exception {
      if (!format.equals("mermaid") && !format.equals("svg")) {
        throw new ConfigException("--format " + format + ": expected mermaid or svg");
      }
      LineageGraph graph = new LineageGraph(lineage, lineage.origins(targets(lineage)));
      String text = format.equals("svg") ? graph.svg() : graph.mermaid();
      if (out == null) {
        Console.out(text.stripTrailing());
      } else {
        DurableFiles.local().replace(out, text.getBytes(StandardCharsets.UTF_8));
        Console.out("graph: " + out);
      }
    }

    private List<Manifest> targets(Lineage lineage) {
      if (target != null) {
        return LineageTarget.find(lineage, target, options.namedRun().orElse(null));
      }
      String run =
          options
              .namedRun()
              .orElseThrow(
                  () ->
                      new ConfigException(
                          "lineage graph: expected TARGET, --run NAME or --config F"));
      return List.copyOf(lineage.run(run).values());
    }
  }
}
