package org.fedmas.pipeline.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where things are; the same on every command. */
final class StoreOptions {

  @Option(
      names = "--artifacts",
      paramLabel = "DIR",
      description =
          "Folder of everything computed (default: artifacts/ beside the launcher's root).")
  @Nullable Path artifacts;

  @Option(
      names = "--run",
      paramLabel = "NAME",
      description = "Name of the run (default: <config file>-fold<N>-seed<S>).")
  @Nullable String run;

  Path artifactsFolder() {
    return artifacts == null ? Home.folder().resolve("artifacts") : artifacts;
  }
}
