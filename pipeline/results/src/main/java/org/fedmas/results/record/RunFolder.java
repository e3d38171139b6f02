package org.fedmas.results.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.remote.RemoteFile;
import org.fedmas.store.remote.RemoteFileSystem;
import org.fedmas.store.remote.RemoteSubfolder;
import org.fedmas.store.remote.StoreAddress;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a run's record and results, and the folders that the run reads.
 *
 * @param name of the run; one of a table of experiments is {@code <table>/<run>}
 * @param home the store of artifacts, records and results
 * @param data folder of the raw inputs
 */
public record RunFolder(String name, StoreAddress home, Path data) {

  private static final String RUNS = "runs";

  /** Separator of the name of a run and the time of results that were moved aside. */
  public static final String ASIDE = "@";

  /** The list of images that do not decode, where there are some. */
  public static final String UNREADABLE = "unreadable-images.tsv";

  /** The files that a later start and the report read. */
  private static final List<String> READ_AGAIN = List.of("config.yaml", "metrics.json", "run.json");

  /** Creates a run folder on local files. */
  public RunFolder(String name, Path artifacts, Path data) {
    this(name, new StoreAddress(artifacts, null, DurableFiles.local()), data);
  }

  /** Returns the storage that records and artifacts are written through. */
  public DurableFiles files() {
    return home.files();
  }

  /** Returns the local root folder: of all files, unless artifacts are behind an address. */
  public Path artifacts() {
    return home.root();
  }

  /** Returns the folder or address of the artifacts, as given to {@code --artifacts}. */
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

  /** Returns the name that messages give a file of the run's folder. */
  public String where(String file) {
    return home.remote() == null
        ? folder().resolve(file).toString()
        : home.remote().address() + "/" + remote(file);
  }

  /**
   * Downloads the run's record from its address to {@link #folder()}.
   *
   * @param further names of results to download, too
   */
  public RunFolder recall(String... further) throws IOException {
    RemoteFileSystem space = home.remote();
    if (space != null) {
      for (String file : Stream.concat(READ_AGAIN.stream(), Stream.of(further)).toList()) {
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

  /** Uploads files of {@link #folder()} to the address, and deletes those that do not exist. */
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

  /**
   * Moves the record and the results to another run, named after this one and a time. A start that
   * was killed on the way moves the rest.
   *
   * @param started ISO-8601, the start that made the results
   * @return the folder of the other run
   */
  public RunFolder moveAside(String started) throws IOException {
    String time = started.replaceFirst("\\.[0-9]+(?=Z$)", "").replace(':', '-');
    RunFolder aside = new RunFolder(name + ASIDE + time, home, data);
    for (int again = 2; aside.exists(); again++) {
      aside = new RunFolder(name + ASIDE + time + "-" + again, home, data);
    }
    RemoteFileSystem space = home.remote();
    if (space != null) {
      String from = RUNS + "/" + name;
      for (RemoteFile file : space.list(from)) {
        Path local = files().temporary(folder(), "moved");
        try (InputStream in = space.open(from + "/" + file.name())) {
          Files.copy(in, local);
        }
        space.put(RUNS + "/" + aside.name() + "/" + file.name(), local);
        Files.delete(local);
      }
      space.delete(from);
    }
    files().storage().move(folder(), aside.folder());
    files().storage().syncFolder(Objects.requireNonNull(aside.folder().getParent()));
    return aside;
  }

  private boolean exists() throws IOException {
    RemoteFileSystem space = home.remote();
    return Files.exists(folder()) || (space != null && !space.list(RUNS + "/" + name).isEmpty());
  }

  private String remote(String file) {
    return RUNS + "/" + name + "/" + file;
  }

  /** Returns the folder of all runs. */
  public static Path runs(Path artifacts) {
    return artifacts.resolve(RUNS);
  }

  /** Returns the file of the run's lease. */
  public Path lease() {
    return leases(artifacts()).resolve("run-" + RunNames.flat(name));
  }

  /** Returns the file of a garbage collection's lease. */
  public static Path collection(Path artifacts) {
    return leases(artifacts).resolve("garbage-collection");
  }

  /** Returns the folder of all leases. */
  public static Path leases(Path artifacts) {
    return artifacts.resolve(".leases");
  }

  /** Returns the folder of the checkpoints of unfinished units, by fingerprint. */
  public static Path partials(Path artifacts) {
    return artifacts.resolve(".partial");
  }

  /** Returns the folder through which driver and workers communicate. */
  public Path control() {
    return controls(artifacts()).resolve(RunNames.flat(name));
  }

  /** Returns the control folder behind the address; null if artifacts are in a folder. */
  public @Nullable RemoteFileSystem controlSpace() {
    RemoteFileSystem space = home.remote();
    return space == null ? null : new RemoteSubfolder(space, ".control/" + RunNames.flat(name));
  }

  /** Returns the folder of all runs' control folders. */
  public static Path controls(Path artifacts) {
    return artifacts.resolve(".control");
  }

  /** Returns the cache of rounds' scores. */
  public Path scores() {
    return artifacts().resolve(".cache").resolve("scores.tsv");
  }

  /** Returns the cache of the checksums of raw files. */
  public Path rawDigests() {
    return artifacts().resolve(".cache").resolve("raw-digests.tsv");
  }
}
