package org.fedmas.pipeline.model;

import java.io.IOException;
import java.util.Optional;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.Federation;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunUnits;
import org.fedmas.results.score.RecordedRun;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;

/** The description of a run's models, from its record and the store. */
public final class RunDescription {

  private RunDescription() {}

  /**
   * Returns the description of a model of the run.
   *
   * @param origin digest of the model's artifact, or of its state where it comes from several
   * @throws MissingInputException if the run has no partition, hence no classes
   */
  public static ModelDescription of(RecordedRun run, RunFolder place, String origin)
      throws IOException {
    return of(run, place, origin, ShardListener.NONE);
  }

  /** Returns the description as above; reports the progress if all shards have to be read. */
  static ModelDescription of(
      RecordedRun run, RunFolder place, String origin, ShardListener progress) throws IOException {
    Optional<Manifest> partition = run.manifest(RunUnits.PARTITION);
    if (partition.isEmpty()) {
      throw new MissingInputException(
          "run %s: found no partition, which names the classes. Continue the run first"
              .formatted(place.name()));
    }
    try (OpenArtifact open = place.store().openSummaries(partition.get())) {
      Federation federation = Federation.read(open.folder());
      return ModelDescription.of(
          federation.classes(),
          run.config(),
          origin,
          new TrainingInputs(place, partition.get(), run.artifacts(ArtifactKind.IMAGE_SHARD))
              .statistics(progress));
    }
  }
}
