package org.fedmas.pipeline.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Option that names the folder of raw inputs. */
final class DataFolder {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the raw inputs (default: data/ in the checkout).")
  @Nullable Path data;

  Path folder() {
    return data == null ? Home.folder().resolve("data") : data;
  }
}
