package org.fedmas.pipeline.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.pipeline.bundle.RunBundle;
import org.fedmas.results.record.RunFolder;
import org.fedmas.tables.prediction.PredictionTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "bundle",
    description = {
      "Writes a run's results as one ZIP file: record, numbers, predictions, report, model and"
          + " manifests.",
      "The commands report, compare, predict, evaluate and verify open the file."
    })
final class BundleCommand implements Callable<ExitCode> {

  @Parameters(paramLabel = "RUN", description = "Name of the run.")
  String run = "";

  @Option(names = "--to", paramLabel = "F.zip", required = true, description = "Output file.")
  Path target = Path.of("");

  @Option(
      names = "--with-image-ids",
      description =
          "Keep names, groups and attributes of images, the report, warnings and counts as they are;"
              + " otherwise numbers stand for names.")
  boolean withImageIds;

  @Option(
      names = "--small-cells",
      description = "Keep counts of fewer images than report.minimum-cell, and their scores.")
  boolean smallCells;

  @Option(names = "--force", description = "Replace an existing file.")
  boolean force;

  @Mixin StoreOption store = new StoreOption();

  @Override
  public ExitCode call() throws Exception {
    if (!RunBundle.isNamedLikeOne(target)) {
      throw new ConfigException("--to %s: found another ending, expected .zip".formatted(target));
    }
    OutputFile.requireFree(target, force);
    RunFolder place =
        new RunFolder(RunName.checked(run), store.place(), Home.folder().resolve("data"))
            .recall(PredictionTable.FILE);
    List<String> files =
        new RunBundle(place, withImageIds, smallCells)
            .write(
                target,
                (folder, record, file) ->
                    ReportCommand.write(
                        ReportCommand.settings(folder.folder()), folder, record, file));
    Console.out(
        String.format(
            Locale.ROOT,
            "bundle of %s: %s, %d files, %.1f MB, %s",
            place.name(),
            target,
            files.size(),
            Files.size(target) / 1e6,
            withImageIds ? "with names of images" : "without names of images"));
    return ExitCode.DONE;
  }
}
