package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.pipeline.bundle.OpenBundle;
import org.fedmas.pipeline.bundle.RunBundle;
import org.fedmas.results.compare.CompareSettings;
import org.fedmas.results.compare.ComparedRuns;
import org.fedmas.results.compare.RunEntry;
import org.fedmas.results.figure.TableFigures;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.table.TableFormat;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.remote.StoreAddress;
import org.fedmas.tables.prediction.PredictionTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that print a table of runs. */
final class TableOptions {

  @Option(
      names = "--baseline",
      paramLabel = "NAME",
      description = "Row, or run in it, that all others are compared with (default: the first).")
  @Nullable String baseline;

  @Option(
      names = "--score",
      paramLabel = "SCORE",
      description = "Score that rows are compared by (default: balanced_accuracy).")
  @Nullable String score;

  @Option(
      names = "--format",
      paramLabel = "text|md|csv|json|tex|html",
      description = "Output format (default: by the ending of --out, otherwise text).")
  @Nullable String format;

  @Option(
      names = "--out",
      paramLabel = "F",
      description = "Output file (default: standard output).")
  @Nullable Path out;

  @Option(
      names = "--figures",
      paramLabel = "DIR",
      description = "Also write forest plots and curves as SVG and PNG to this folder, for papers.")
  @Nullable Path figures;

  /** Returns the format; refuses an unknown one. */
  TableFormat format() {
    String named = format;
    if (named == null) {
      String file = out == null ? "" : String.valueOf(out.getFileName());
      return TableFormat.of(file.substring(file.lastIndexOf('.') + 1)).orElse(TableFormat.TEXT);
    }
    return TableFormat.of(named)
        .orElseThrow(
            () ->
                new ConfigException(
                    "--format %s: expected one of %s".formatted(named, TableFormat.ids(", "))));
  }

  /** Returns the choices behind the table. */
  CompareSettings settings() {
    CompareSettings chosen = CompareSettings.usual();
    if (baseline != null) {
      chosen = chosen.withBaseline(baseline);
    }
    return score == null ? chosen : chosen.withScore(score);
  }

  private static RunEntry bundled(Path file) throws IOException {
    try (OpenBundle bundle = OpenBundle.of(file)) {
      return RunEntry.read(bundle.name(), bundle.folder());
    } catch (CorruptArtifactException e) {
      return RunEntry.failed(file.toString(), e);
    }
  }

  /** Reads runs of a store or bundles; those without results become gaps. */
  static List<RunEntry> read(List<String> names, StoreAddress store, Path data) throws IOException {
    List<RunEntry> runs = new ArrayList<>();
    for (String name : names) {
      Path file = Path.of(name);
      if (RunBundle.isNamedLikeOne(file) && Files.isRegularFile(file)) {
        runs.add(bundled(file));
        continue;
      }
      RunFolder place =
          new RunFolder(RunName.checked(name), store, data).recall(PredictionTable.FILE);
      runs.add(RunEntry.read(place.name(), place.folder()));
    }
    return runs;
  }

  /**
   * Prints a table, or writes it into the chosen file, and then prints its problems.
   *
   * @return the exit code of the command
   */
  ExitCode print(ComparedRuns compared) throws IOException {
    String text = format().text(compared.document());
    if (out == null) {
      Console.out(text.stripTrailing());
    } else {
      DurableFiles.local().replace(out, text.getBytes(StandardCharsets.UTF_8));
      Console.out("table: " + out);
    }
    if (figures != null) {
      List<String> names = TableFigures.write(figures, compared.document(), DurableFiles.local());
      Console.log()
          .println("figures: %s charts as SVG and PNG in %s".formatted(names.size(), figures));
    }
    compared.problems().forEach(Console::error);
    return compared.exitCode();
  }
}
