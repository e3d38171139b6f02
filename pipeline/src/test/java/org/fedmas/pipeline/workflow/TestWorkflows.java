package org.fedmas.pipeline.workflow;

import java.nio.file.Path;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.preprocess.dataset.DataSet;

/** Workflows of configurations whose networks have seeded weights, so that no file is read. */
final class TestWorkflows {

  private TestWorkflows() {}

  static Workflow of(ConfigSource source) {
    Settings settings = Settings.read(source);
    DataSet dataSet = settings.data().open(Path.of("unused"));
    return new Workflow(
        settings,
        dataSet,
        Path.of("unused"),
        dataSet::digest,
        file -> {
          throw new IllegalStateException("no checkpoint is part of this: " + file);
        });
  }
}
