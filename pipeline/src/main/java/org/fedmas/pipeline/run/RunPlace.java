package org.fedmas.pipeline.run;

import java.nio.file.Path;
import org.fedmas.contract.artifact.ArtifactStore;
import org.fedmas.contract.artifact.DurableFiles;

/**
 * Where a run reads and writes.
 *
 * @param name the run's name
 * @param artifacts root of the store
 * @param data folder of the raw inputs
 * @param files what is recorded and committed goes through them
 */
public record RunPlace(String name, Path artifacts, Path data, DurableFiles files) {

  /** A place on local files. */
  public RunPlace(String name, Path artifacts, Path data) {
    this(name, artifacts, data, DurableFiles.local());
  }

  /** The store. */
  public ArtifactStore store() {
    return new ArtifactStore(artifacts, files);
  }

  /** The folder of the run's record and results. */
  public Path folder() {
    return runs(artifacts).resolve(name);
  }

  /** The folder of all runs. */
  public static Path runs(Path artifacts) {
    return artifacts.resolve("runs");
  }

  /** Where the lease of that run lies. */
  public Path lease() {
    return leases(artifacts).resolve("run-" + name);
  }

  /** Where the lease of a garbage collection lies. */
  public static Path collection(Path artifacts) {
    return leases(artifacts).resolve("garbage-collection");
  }

  /** The folder of all leases. */
  public static Path leases(Path artifacts) {
    return artifacts.resolve(".leases");
  }

  /** The folder of what unfinished units keep, by fingerprint. */
  public static Path partials(Path artifacts) {
    return artifacts.resolve(".partial");
  }

  /** The folder through which driver and workers talk. */
  public Path control() {
    return controls(artifacts).resolve(name);
  }

  /** The folder of all runs' control folders. */
  public static Path controls(Path artifacts) {
    return artifacts.resolve(".control");
  }

  /** The cache of raw digests. */
  public Path rawDigests() {
    return artifacts.resolve(".cache").resolve("raw-digests.tsv");
  }
}
