package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.fedmas.contract.TextFile;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.bundle.OpenBundle;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.UsualValues;
import org.fedmas.results.figure.Figures;
import org.fedmas.results.page.RunReport;
import org.fedmas.results.probe.ProbeResult;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.score.RunResult;
import org.fedmas.results.score.RunResults;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.tables.prediction.PredictionTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "report", description = "Writes a run's report as one HTML file.")
final class ReportCommand implements Callable<ExitCode> {

  @Parameters(
      arity = "0..1",
      paramLabel = "F.zip",
      description = "A bundle in place of a run; its report goes to --out.")
  @Nullable Path bundle;

  @Mixin ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--out",
      paramLabel = "F",
      description = "Output file (default: report.html in the run's folder).")
  @Nullable Path out;

  @Option(
      names = "--figures",
      paramLabel = "DIR",
      description = "Also write each chart as SVG and PNG to this folder, for papers.")
  @Nullable Path figures;

  @Override
  public ExitCode call() throws Exception {
    return bundle == null ? ofRun() : ofBundle(bundle);
  }

  private ExitCode ofBundle(Path archive) throws IOException {
    if (out == null) {
      throw new ConfigException(
          "report %s: found no output file, expected --out F.html".formatted(archive));
    }
    try (OpenBundle open = OpenBundle.of(archive)) {
      RunRecord record =
          RunRecord.read(open.folder()).orElseThrow(() -> OpenBundle.unusable(archive));
      write(settings(open.folder()), open.place(), record, out);
      Console.out("report: " + out);
      if (figures != null) {
        writeFigures(figures, open.folder());
      }
    }
    return ExitCode.DONE;
  }

  private ExitCode ofRun() throws IOException {
    Settings settings = options.recordedSettings();
    RunFolder place = options.place(settings);
    RunRecord record =
        RunRecord.read(place.folder())
            .orElseThrow(
                () ->
                    new MissingInputException(
                        "run %s not found in %s; run it first, or select another with --run"
                            .formatted(place.name(), place.address())));
    Path file = out == null ? place.folder().resolve(RunResults.REPORT) : out;
    place.recall(PredictionTable.FILE, RunFolder.UNREADABLE, ProbeResult.FILE);
    write(settings, place, record, file);
    if (out == null) {
      place.publish(RunResults.REPORT);
    }
    Console.out("report: " + (out == null ? place.where(RunResults.REPORT) : out));
    if (figures != null) {
      writeFigures(figures, place.folder());
    }
    return ExitCode.DONE;
  }

  private static void writeFigures(Path target, Path folder) throws IOException {
    List<String> names = Figures.write(target, RunResult.read(folder), DurableFiles.local());
    Console.out("figures: %s charts as SVG and PNG in %s".formatted(names.size(), target));
  }

  /** Returns the settings that the folder of a run records. */
  static Settings settings(Path folder) throws IOException {
    Path recorded = folder.resolve("config.yaml");
    return Settings.read(
        ConfigSource.yaml(recorded.toString(), TextFile.read(recorded), new ConfigProblems()));
  }

  /** Writes the report of a run that has scores. */
  static void write(Settings settings, RunFolder place, RunRecord record, Path file)
      throws IOException {
    RunReport.write(
        place,
        file,
        ReportFacts.of(settings, place, record),
        UsualValues.of(Config.of(record.config())));
  }
}
