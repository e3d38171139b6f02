package org.fedmas.pipeline.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fedmas.contract.Digest;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.json.Json;
import org.fedmas.pipeline.model.ModelFile;
import org.fedmas.pipeline.model.RunModels;
import org.fedmas.pipeline.model.ShardListener;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.record.RunUnits;
import org.fedmas.results.report.RoundTables;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.score.EvidenceSettings;
import org.fedmas.results.score.RecordedRun;
import org.fedmas.results.score.RunResults;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.GroupedPredictionTable;
import org.fedmas.tables.prediction.PredictionTable;

/**
 * A run's results as one ZIP archive: record, numbers, predictions, report, selected model and the
 * manifests of its artifacts. Unless asked for, no image's name, attribute or picture and no
 * absolute path is in it. Equal runs give equal bytes.
 *
 * @param place the run
 * @param withImageIds whether predictions, report, warnings and counts stay as they are
 * @param smallCells whether counts below {@code report.minimum-cell} stay
 */
public record RunBundle(RunFolder place, boolean withImageIds, boolean smallCells) {

  /** The folder of manifests within a bundle. */
  static final String MANIFESTS = "manifests";

  private static final String CONFIG = "config.yaml";
  private static final String CARD = "MODEL_CARD.md";
  private static final List<String> NUMBERS =
      List.of(RunResults.METRICS, RoundTables.ROUNDS, RoundTables.CLIENTS);

  /** A writer of the report of a run's folder. */
  public interface ReportWriter {

    /** Writes the report to a file. */
    void write(RunFolder folder, RunRecord record, Path file) throws IOException;
  }

  /** Returns whether a file may be a bundle, by its ending. */
  public static boolean isNamedLikeOne(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  /**
   * Writes the archive, whole or not at all.
   *
   * @return the names of its files
   * @throws MissingInputException if the run was never started or has no scores yet
   */
  public List<String> write(Path target, ReportWriter report) throws IOException {
    RunRecord record =
        RunRecord.read(place.folder())
            .orElseThrow(
                () ->
                    new MissingInputException(
                        "run %s not found in %s; run it first, or name another run"
                            .formatted(place.name(), place.address())));
    if (!Files.exists(place.folder().resolve(RunResults.METRICS))) {
      throw new MissingInputException(
          "run %s: found no scores, expected %s. Continue the run first"
              .formatted(place.name(), RunResults.METRICS));
    }
    Path scratch = Files.createTempDirectory("fedmas-bundle-");
    try {
      RunFolder copy = new RunFolder(place.name(), scratch, Path.of("data"));
      Files.createDirectories(copy.folder());
      fill(copy, record, report);
      List<Path> files = DurableFiles.regularFiles(copy.folder());
      DurableFiles.local().replace(target, temporary -> zip(temporary, copy.folder(), files));
      return names(copy.folder(), files);
    } finally {
      DurableFiles.local().delete(scratch);
    }
  }

  private void fill(RunFolder copy, RunRecord original, ReportWriter report) throws IOException {
    RecordedRun run = RunModels.read(place, ShardListener.NONE).run();
    int minimum = smallCells ? 0 : EvidenceSettings.recorded(original.config()).minimumCell();
    RunRecord record =
        withImageIds ? original : new AnonymousRecord(imageIds(run), minimum).of(original);
    record.write(copy.folder(), DurableFiles.local());
    Files.writeString(copy.folder().resolve(CONFIG), Config.of(record.config()).yaml());
    copy(CARD, copy.folder());
    writeNumbers(record, copy.folder());
    Path predictions = place.folder().resolve(PredictionTable.FILE);
    if (Files.exists(predictions)) {
      List<GroupedPrediction> rows = GroupedPredictionTable.read(predictions);
      GroupedPredictionTable.write(
          copy.folder().resolve(PredictionTable.FILE),
          withImageIds ? rows : AnonymousPredictions.of(rows));
    }
    Path page = place.folder().resolve(RunResults.REPORT);
    if (withImageIds && Files.exists(page)) {
      Files.copy(page, copy.folder().resolve(RunResults.REPORT));
    } else {
      report.write(copy, record, copy.folder().resolve(RunResults.REPORT));
    }
    writeModel(run, copy.folder());
    writeManifests(record, copy.folder().resolve(MANIFESTS));
  }

  private void copy(String name, Path target) throws IOException {
    if (Files.exists(place.folder().resolve(name))) {
      Files.copy(place.folder().resolve(name), target.resolve(name));
    }
  }

  private void writeNumbers(RunRecord record, Path target) throws IOException {
    if (withImageIds || smallCells) {
      for (String name : NUMBERS) {
        copy(name, target);
      }
      return;
    }
    int minimum = EvidenceSettings.recorded(record.config()).minimumCell();
    RunMetrics metrics =
        new AnonymousMetrics(minimum)
            .of(RunMetrics.read(place.folder().resolve(RunResults.METRICS)));
    metrics.write(target.resolve(RunResults.METRICS), DurableFiles.local());
    if (Files.exists(place.folder().resolve(RoundTables.ROUNDS))) {
      RoundTables.write(target, metrics, DurableFiles.local());
    }
  }

  private Set<String> imageIds(RecordedRun run) throws IOException {
    Set<String> ids = new TreeSet<>();
    Optional<Manifest> partition = run.manifest(RunUnits.PARTITION);
    if (partition.isPresent()) {
      try (OpenArtifact open = place.store().openSummaries(partition.get())) {
        for (PartitionRow row : PartitionTable.read(open.file(PartitionTable.FILE))) {
          ids.add(row.imageId());
        }
      }
    }
    return ids;
  }

  /** Writes the selected model, where one model stands for all clients and its values are kept. */
  private void writeModel(RecordedRun run, Path folder) throws IOException {
    try {
      ModelFile.write(
          folder.resolve(ModelFiles.MODEL),
          new RunModels(run, place, ShardListener.NONE).selected(null));
    } catch (org.fedmas.contract.error.ConfigException | MissingInputException e) {
      Files.deleteIfExists(folder.resolve(ModelFiles.MODEL));
    }
  }

  private void writeManifests(RunRecord record, Path folder) throws IOException {
    for (RunRecord.Unit unit : record.units()) {
      Optional<Manifest> manifest = place.store().find(unit.ref());
      if (manifest.isPresent()
          && (withImageIds
              || AnonymousRecord.isPortable(manifest.get().recipe().config().json()))) {
        Path kind = Files.createDirectories(folder.resolve(unit.ref().kind().folder()));
        Files.write(
            kind.resolve(unit.ref().fingerprint().hex() + ".json"),
            Json.pretty(manifest.get().json()));
      }
    }
  }

  private void zip(Path target, Path folder, List<Path> files) throws IOException {
    TreeMap<String, Path> sorted = new TreeMap<>();
    files.forEach(file -> sorted.put(DurableFiles.relativeName(folder, file), file));
    List<BundleContents.Entry> entries = new ArrayList<>();
    for (var file : sorted.entrySet()) {
      entries.add(
          new BundleContents.Entry(
              file.getKey(), Files.size(file.getValue()), Digest.of(file.getValue()).toString()));
    }
    BundleContents contents =
        new BundleContents(BundleContents.FORMAT, place.name(), withImageIds, entries);
    try (OutputStream out = Files.newOutputStream(target);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      put(zip, BundleContents.FILE);
      zip.write(Json.pretty(Json.tree(contents)));
      for (var file : sorted.entrySet()) {
        put(zip, file.getKey());
        Files.copy(file.getValue(), zip);
      }
    }
  }

  private static void put(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
  }

  private static List<String> names(Path folder, List<Path> files) {
    return Stream.of(files)
        .flatMap(List::stream)
        .map(file -> DurableFiles.relativeName(folder, file))
        .sorted()
        .toList();
  }
}
