package org.fedmas.pipeline.cli;

import java.nio.file.Path;
import org.fedmas.preprocess.DataSetSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that select a data set and the output format. */
final class DataOptions {

  @Mixin DataFolder data = new DataFolder();

  @Option(
      names = "--config",
      paramLabel = "F",
      description = "Configuration of the data set (default: flamby-isic).")
  @Nullable Path config;

  @Mixin AnswerForm form = new AnswerForm();

  DataSetSettings dataSet() {
    if (config == null) {
      return new DataSetSettings.Isic();
    }
    ConfigOptions options = new ConfigOptions();
    options.config = config;
    return options.settings().data().dataSet();
  }
}
