package org.fedmas.pipeline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fedmas.contract.error.FedmasException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.experiment.Experiment;
import org.fedmas.pipeline.experiment.ExperimentRun;
import org.fedmas.pipeline.experiment.StoredResults;
import org.fedmas.results.compare.CompareSettings;
import org.fedmas.results.compare.ComparedRuns;
import org.fedmas.results.compare.Comparison;
import org.fedmas.results.compare.RunEntry;
import org.fedmas.results.figure.TableFigures;
import org.fedmas.results.folds.FoldComparison;
import org.fedmas.results.publish.ExperimentBlocks;
import org.fedmas.results.publish.MarkdownPage;
import org.fedmas.results.table.TableDocument;
import org.fedmas.results.table.TableFormat;
import org.fedmas.store.file.DurableFiles;

/**
 * The table of an experiment.
 *
 * @param compared the runs; those that failed or did not run are gaps
 * @param document the table and its curves, under the experiment's name
 */
record ExperimentTables(ComparedRuns compared, TableDocument document) {

  private static final List<TableFormat> FILES =
      List.of(TableFormat.MD, TableFormat.CSV, TableFormat.JSON, TableFormat.TEX, TableFormat.HTML);

  /**
   * Makes the table of the results that are there; other runs are gaps.
   *
   * @param failed runs that failed, with the reason
   */
  static ExperimentTables of(
      Experiment experiment, StoredResults results, Map<ExperimentRun, FedmasException> failed)
      throws IOException {
    List<RunEntry> entries = new ArrayList<>();
    for (ExperimentRun run : experiment.runs()) {
      entries.add(entry(experiment, results, run, failed).ofMethod(run.method()));
    }
    CompareSettings settings =
        CompareSettings.usual().withBaseline(experiment.baseline()).withScore(experiment.score());
    ComparedRuns compared =
        experiment.folds().size() == 1
            ? Comparison.of(entries, settings)
            : FoldComparison.of(entries, settings);
    return new ExperimentTables(
        compared, compared.document().withTitle("Experiment " + experiment.name()));
  }

  private static RunEntry entry(
      Experiment experiment,
      StoredResults results,
      ExperimentRun run,
      Map<ExperimentRun, FedmasException> failed)
      throws IOException {
    String name = experiment.nameOf(run);
    FedmasException problem = failed.get(run);
    if (problem != null) {
      return RunEntry.failed(name, problem);
    }
    Path folder =
        results.find(run, experiment.settings(run)).orElseGet(() -> results.place(run).folder());
    return RunEntry.read(name, folder);
  }

  /**
   * Writes the table in every format for files, and its figures.
   *
   * @param folder of the files {@code experiments.md}, {@code .csv}, {@code .json}, {@code .tex}
   *     and {@code .html}, and of {@code figures}
   */
  void write(Path folder) throws IOException {
    DurableFiles files = DurableFiles.local();
    Files.createDirectories(folder);
    for (TableFormat format : FILES) {
      files.replace(
          folder.resolve("experiments." + format.id()), format.text(document).getBytes(UTF_8));
    }
    TableFigures.write(folder.resolve("figures"), document, files);
  }

  /**
   * Fills the blocks of the experiment in a Markdown page.
   *
   * @param page a file; its figures lie in {@code <its name>/<experiment>/figures} beside it
   */
  void publish(Experiment experiment, Path page) throws IOException {
    if (!Files.isRegularFile(page)) {
      throw new MissingInputException(
          "%s: found no such page. Create it with the lines <!-- begin: %s table --> and <!-- end: %s table -->"
              .formatted(page, experiment.name(), experiment.name()));
    }
    Path absolute = page.toAbsolutePath().normalize();
    Path parent = Objects.requireNonNull(absolute.getParent());
    String stem = String.valueOf(absolute.getFileName()).replaceFirst("\\.[^.]+$", "");
    String figures = "%s/%s/figures".formatted(stem, experiment.name());
    DurableFiles files = DurableFiles.local();
    Map<String, String> titles = TableFigures.writeSvg(parent.resolve(figures), document, files);
    Map<String, String> blocks =
        new ExperimentBlocks(experiment.name(), compared, document, experiment.baseline())
            .texts(titles, figures);
    files.replace(
        absolute,
        MarkdownPage.filled(Files.readString(absolute), experiment.name(), blocks).getBytes(UTF_8));
  }

  /** Returns the table for a terminal. */
  String text() throws IOException {
    return TableFormat.TEXT.text(document).stripTrailing();
  }
}
