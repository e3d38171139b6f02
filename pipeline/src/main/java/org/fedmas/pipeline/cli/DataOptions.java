package org.fedmas.pipeline.cli;

import java.nio.file.Path;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.preprocess.DataSetSettings;
import org.fedmas.preprocess.dataset.MissingImages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data set to look at, and how to say what was found. */
final class DataOptions {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the raw inputs (default: data/ beside the launcher's root).")
  @Nullable Path data;

  @Option(
      names = "--config",
      paramLabel = "F",
      description = "Configuration whose data set is meant (default: flamby-isic).")
  @Nullable Path config;

  @Option(names = "--format", paramLabel = "text|json", description = "Form (default: text).")
  String format = "text";

  Path folder() {
    return data == null ? Home.folder().resolve("data") : data;
  }

  boolean isJson() {
    if (!format.equals("text") && !format.equals("json")) {
      throw new ConfigException("--format " + format + ": expected text or json");
    }
    return format.equals("json");
  }

  DataSetSettings dataSet() {
    if (config == null) {
      return new DataSetSettings.Isic(MissingImages.SKIP);
    }
    ConfigOptions options = new ConfigOptions();
    options.config = config;
    return options.settings().dataSet();
  }
}
