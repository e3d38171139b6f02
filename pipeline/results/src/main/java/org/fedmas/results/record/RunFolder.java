package org.fedmas.results.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.remote.RemoteFileSystem;
import org.fedmas.store.remote.RemoteSubfolder;
import org.fedmas.store.remote.StoreAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a run reads and writes.
 *
 * @param name the run's name
 * @param home where artifacts, records and results are
 * @param data folder of the raw inputs
 */
public record RunFolder(String name, StoreAddress home, Path data) {

  private static final String RUNS = "runs";

  /** What a later start and the report read of a run's folder. */
  private static final List<String> READ_AGAIN = List.of("config.yaml", "metrics.json", "run.json");

  /** Creates a place on local files. */
  public RunFolder(String name, Path artifacts, Path data) {
    this(name, artifacts, data, DurableFiles.local());
  }

  public RunFolder(String name, Path artifacts, Path data, DurableFiles files) {
    this(name, new StoreAddress(artifacts, null, files), data);
  }

  /** What is recorded and committed goes through them. */
  public DurableFiles files() {
    return home.files();
  }

  /**
   * Returns the root folder of what is on this machine: everything, unless artifacts are elsewhere.
   */
  public Path artifacts() {
    return home.root();
  }

  /** Where the artifacts are, as {@code --artifacts} says it. */
  public String address() {
    return home.address();
  }

  /** Returns the store. */
  public ArtifactStore store() {
    return home.store();
  }

  /** Returns the folder of the run's record and results. */
  public Path folder() {
    return runs(artifacts()).resolve(name);
  }

  /** How messages name a file of the run's folder. */
  public String where(String file) {
    return home.remote() == null
        ? folder().resolve(file).toString()
        : home.remote().address() + "/" + remote(file);
  }

  /** Brings the run's record from behind an address to {@link #folder()}. */
  public RunFolder recall() throws IOException {
    RemoteFileSystem space = home.remote();
    if (space != null) {
      for (String file : READ_AGAIN) {
        Optional<byte[]> bytes = space.read(remote(file));
        if (bytes.isPresent()) {
          files().replace(folder().resolve(file), bytes.get());
        } else {
          Files.deleteIfExists(folder().resolve(file));
        }
      }
    }
    return this;
  }

  /** Makes files behind the address what they are in {@link #folder()}: there or not there. */
  public void publish(String... names) throws IOException {
    RemoteFileSystem space = home.remote();
    if (space != null) {
      for (String file : names) {
        if (Files.exists(folder().resolve(file))) {
          space.put(remote(file), folder().resolve(file));
        } else {
          space.delete(remote(file));
        }
      }
    }
  }

  private String remote(String file) {
    return RUNS + "/" + name + "/" + file;
  }

  /** Returns the folder of all runs. */
  public static Path runs(Path artifacts) {
    return artifacts.resolve(RUNS);
  }

  /** Where the lease of that run lies. */
  public Path lease() {
    return leases(artifacts()).resolve("run-" + name);
  }

  /** Where the lease of a garbage collection lies. */
  public static Path collection(Path artifacts) {
    return leases(artifacts).resolve("garbage-collection");
  }

  /** Returns the folder of all leases. */
  public static Path leases(Path artifacts) {
    return artifacts.resolve(".leases");
  }

  /** Returns the folder of what unfinished units keep, by fingerprint. */
  public static Path partials(Path artifacts) {
    return artifacts.resolve(".partial");
  }

  /** Returns the folder through which driver and workers talk. */
  public Path control() {
    return controls(artifacts()).resolve(name);
  }

  /** The same behind the address; null if artifacts are in a folder. */
  public @Nullable RemoteFileSystem controlSpace() {
    RemoteFileSystem space = home.remote();
    return space == null ? null : new RemoteSubfolder(space, ".control/" + name);
  }

  /** Returns the folder of all runs' control folders. */
  public static Path controls(Path artifacts) {
    return artifacts.resolve(".control");
  }

  /** Returns the cache of rounds' scores. */
  public Path scores() {
    return artifacts().resolve(".cache").resolve("scores.tsv");
  }

  /** Returns the cache of raw digests. */
  public Path rawDigests() {
    return artifacts().resolve(".cache").resolve("raw-digests.tsv");
  }
}
