package org.fedmas.pipeline.cli;

import java.nio.file.Path;
import org.fedmas.preprocess.DataSetSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which data set to look at, and how to say what was found. */
final class DataOptions {

  @Mixin DataFolder data = new DataFolder();

  @Option(
      names = "--config",
      paramLabel = "F",
      description = "Configuration whose data set is meant (default: flamby-isic).")
  @Nullable Path config;

  @Mixin AnswerForm form = new AnswerForm();

  Path folder() {
    return data.folder();
  }

  boolean isJson() {
    return form.isJson();
  }

  DataSetSettings dataSet() {
    if (config == null) {
      return new DataSetSettings.Isic();
    }
    ConfigOptions options = new ConfigOptions();
    options.config = config;
    return options.settings().data().dataSet();
  }
}
