package org.fedmas.pipeline.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that select an artifact store and a run. */
final class StoreOptions extends StoreOption {

  @Option(
      names = "--run",
      paramLabel = "NAME",
      description = "Name of the run (default: <config file>-fold<N>-seed<S>).")
  @Nullable String run;
}
