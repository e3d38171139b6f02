package org.fedmas.pipeline.run;

import java.nio.file.Path;
import org.fedmas.contract.artifact.ArtifactStore;

/**
 * Where a run reads and writes.
 *
 * @param name the run's name
 * @param artifacts root of the store
 * @param data folder of the raw inputs
 */
public record RunPlace(String name, Path artifacts, Path data) {

  /** The store. */
  public ArtifactStore store() {
    return new ArtifactStore(artifacts);
  }

  /** The folder of the run's record and results. */
  public Path folder() {
    return runs(artifacts).resolve(name);
  }

  /** The folder of all runs. */
  public static Path runs(Path artifacts) {
    return artifacts.resolve("runs");
  }

  /** The folder through which driver and workers talk. */
  public Path control() {
    return artifacts.resolve(".control").resolve(name);
  }

  /** The cache of raw digests. */
  public Path rawDigests() {
    return artifacts.resolve(".cache").resolve("raw-digests.tsv");
  }
}
