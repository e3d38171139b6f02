package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.executors.beam.BeamFileSystems;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.remote.RemoteFileSystem;
import org.fedmas.store.remote.RemoteFileSystems;
import org.fedmas.store.remote.StoreAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where things are; the same on every command. */
final class StoreOptions {

  @Option(
      names = "--artifacts",
      paramLabel = "DIR|URI",
      description =
          "Where everything computed is: a folder, hdfs://host:port/folder, s3://bucket/folder"
              + " (default: artifacts/ in the checkout).")
  @Nullable String artifacts;

  @Option(
      names = "--run",
      paramLabel = "NAME",
      description = "Name of the run (default: <config file>-fold<N>-seed<S>).")
  @Nullable String run;

  /**
   * Returns the place, wherever it is.
   *
   * @throws MissingInputException if it cannot be reached
   */
  StoreAddress place() {
    StoreAddress place = StoreAddress.of(text(), new BeamFileSystems(), DurableFiles.local());
    RemoteFileSystem remote = place.remote();
    if (remote != null) {
      try {
        remote.read("runs/none");
      } catch (IOException e) {
        throw new MissingInputException(
            "--artifacts "
                + text()
                + ": cannot be reached ("
                + e.getMessage()
                + "); are the address and its permissions right, and do its servers run?",
            e);
      }
    }
    return place;
  }

  /**
   * Returns the folder.
   *
   * @param command what works on folders only
   * @throws ConfigException if artifacts are behind an address
   */
  Path folder(String command) {
    if (RemoteFileSystems.isAddress(text())) {
      throw new ConfigException(
          "--artifacts "
              + text()
              + ": "
              + command
              + " works on a folder of this machine; copy the artifacts there first"
              + " (docs/artifacts.md says how)");
    }
    return Path.of(text());
  }

  private String text() {
    return artifacts == null ? Home.folder().resolve("artifacts").toString() : artifacts;
  }
}
