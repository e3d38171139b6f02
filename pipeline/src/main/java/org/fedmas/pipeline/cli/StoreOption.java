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

/** The option that selects an artifact store. */
class StoreOption {

  @Option(
      names = "--artifacts",
      paramLabel = "DIR|URI",
      description =
          "Artifact store: a folder, hdfs://host:port/folder or s3://bucket/folder"
              + " (default: artifacts/ in the checkout).")
  @Nullable String artifacts;

  /**
   * Returns the location of the store, after a test of the connection.
   *
   * @throws MissingInputException if the store cannot be reached
   */
  StoreAddress place() {
    StoreAddress place = StoreAddress.of(text(), new BeamFileSystems(), DurableFiles.local());
    RemoteFileSystem remote = place.remote();
    if (remote != null) {
      try {
        remote.read("runs/none");
      } catch (IOException e) {
        throw new MissingInputException(
            "--artifacts %s: cannot be reached (%s); check address, permissions and servers"
                .formatted(text(), e.getMessage()),
            e);
      }
    }
    return place;
  }

  /**
   * Returns the folder of a local store.
   *
   * @param command the command that needs a folder, for the message
   * @throws ConfigException if the artifacts are remote
   */
  Path folder(String command) {
    if (RemoteFileSystems.isAddress(text())) {
      throw new ConfigException(
          "--artifacts %s: %s needs a local folder; copy the artifacts first (see docs/artifacts.md)"
              .formatted(text(), command));
    }
    return Path.of(text());
  }

  private String text() {
    return artifacts == null ? Home.folder().resolve("artifacts").toString() : artifacts;
  }
}
