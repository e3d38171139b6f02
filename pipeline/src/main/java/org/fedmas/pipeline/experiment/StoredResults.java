package org.fedmas.pipeline.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.RoundTables;
import org.fedmas.results.score.RunResults;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.remote.StoreAddress;
import org.fedmas.tables.prediction.PredictionTable;

/**
 * The results of an experiment's runs: in the folders of the runs, and copies in a folder that
 * outlives the artifacts.
 */
public final class StoredResults {

  /** The files of a copy beside the record: all that scores, tables and comparisons read. */
  private static final List<String> FILES =
      List.of(
          RunResults.METRICS,
          PredictionTable.FILE,
          RoundTables.ROUNDS,
          RoundTables.CLIENTS,
          "config.yaml");

  private final Experiment experiment;
  private final StoreAddress home;
  private final Path data;
  private final Optional<Path> copies;

  /**
   * Creates the results of an experiment.
   *
   * @param home the artifact store
   * @param data folder of the raw inputs
   * @param copies the folder of copies; empty for none
   */
  public StoredResults(Experiment experiment, StoreAddress home, Path data, Optional<Path> copies) {
    this.experiment = experiment;
    this.home = home;
    this.data = data;
    this.copies = copies;
  }

  /** Returns the folder of a run in the store. */
  public RunFolder place(ExperimentRun run) {
    return new RunFolder(experiment.nameOf(run), home, data);
  }

  /** Returns the folder with the result of a run; empty if the run has to be started. */
  public Optional<Path> find(ExperimentRun run, Settings settings) throws IOException {
    Optional<Path> copy = copies.map(folder -> folder.resolve(run.name()));
    if (copy.isPresent() && FinishedRun.lack(copy.get(), settings).isEmpty()) {
      return copy;
    }
    Path own = place(run).folder();
    if (FinishedRun.lack(own, settings).isPresent()) {
      return Optional.empty();
    }
    store(run);
    return Optional.of(own);
  }

  /**
   * Returns why a run with a result has to be started again, such as another configuration; empty
   * for a run without a result.
   */
  public Optional<String> outdated(ExperimentRun run, Settings settings) throws IOException {
    Path own = place(run).folder();
    Path folder = copies.map(all -> all.resolve(run.name())).filter(Files::exists).orElse(own);
    return Files.exists(folder.resolve(RunResults.METRICS))
        ? FinishedRun.lack(folder, settings)
        : Optional.empty();
  }

  /**
   * Copies the result of a finished run to the folder of copies, where there is one. A copy appears
   * as a whole, and replaces an earlier one. Paths of this machine stay behind.
   */
  public void store(ExperimentRun run) throws IOException {
    if (copies.isEmpty()) {
      return;
    }
    DurableFiles files = DurableFiles.local();
    Path own = place(run).folder();
    Path target = copies.get().resolve(run.name());
    Files.createDirectories(copies.get());
    Path copy = files.temporary(copies.get(), run.name());
    Files.createDirectories(copy);
    for (String file : FILES) {
      if (Files.exists(own.resolve(file))) {
        files.replace(copy.resolve(file), Files.readAllBytes(own.resolve(file)));
      }
    }
    RunRecord record = RunRecord.read(own).orElseThrow();
    PortableRecord.of(record).write(copy, files);
    files.delete(target);
    files.storage().move(copy, target);
    files.storage().syncFolder(copies.get());
  }
}
