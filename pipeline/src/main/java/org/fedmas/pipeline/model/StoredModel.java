package org.fedmas.pipeline.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.json.Json;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.store.Manifest;
import org.jspecify.annotations.Nullable;

/** The model of an artifact's folder, described by a run that lists the artifact. */
public final class StoredModel {

  private StoredModel() {}

  /** Returns whether a folder is an artifact's. */
  public static boolean isArtifact(Path folder) {
    return Files.isRegularFile(folder.resolve(Manifest.FILE));
  }

  /**
   * Returns the model of a global model's folder in a store.
   *
   * @param client as for {@link RunModels#selected}
   * @param progress as for {@link RunModels}
   * @throws MissingInputException if the artifact is not a global model of a run in its store
   * @throws CorruptArtifactException if its manifest is damaged
   */
  public static DeployedModel of(Path folder, @Nullable Integer client, ShardListener progress)
      throws IOException {
    ArtifactRef ref = manifest(folder).ref();
    Path store = folder.toAbsolutePath().normalize().resolve("../..").normalize();
    for (RunFolder place : runs(store)) {
      Optional<RunRecord.Unit> unit =
          RunRecord.read(place.folder()).stream()
              .flatMap(record -> record.units().stream())
              .filter(one -> one.ref().equals(ref))
              .findFirst();
      Round round = unit.isEmpty() ? null : UnitKey.parse(unit.get().unit()).round();
      if (round != null) {
        return RunModels.read(place, progress).ofRound(round, client);
      }
    }
    throw new MissingInputException(
        """
        artifact %s: found no run in %s that lists it as a global model. Name the run, or the file %s \
        with --config"""
            .formatted(folder, store, "model.safetensors"));
  }

  private static Manifest manifest(Path folder) throws IOException {
    Path file = folder.resolve(Manifest.FILE);
    try {
      return Manifest.of(Json.mapper().readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new CorruptArtifactException(
          "%s: found a damaged manifest (%s). Repair it: fedmas verify --repair"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static List<RunFolder> runs(Path store) throws IOException {
    Path runs = RunFolder.runs(store);
    List<RunFolder> found = new ArrayList<>();
    if (Files.isDirectory(runs)) {
      try (Stream<Path> files = Files.find(runs, 3, (file, is) -> file.endsWith(RunRecord.FILE))) {
        files
            .sorted()
            .map(Path::getParent)
            .map(folder -> runs.relativize(folder).toString())
            .forEach(name -> found.add(new RunFolder(name, store, store)));
      }
    }
    return found;
  }
}
