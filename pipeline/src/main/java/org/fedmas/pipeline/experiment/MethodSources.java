package org.fedmas.pipeline.experiment;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.pipeline.workflow.Settings;

/**
 * The configurations of an experiment's methods: one base, keys for all, keys of each method.
 *
 * @param file name of the experiments file, for messages
 * @param base name of the base configuration, for messages
 * @param text YAML of the base configuration
 * @param set keys of all methods
 * @param methods name → its keys, in the order of the file
 */
record MethodSources(
    String file, String base, String text, ConfigSource set, Map<String, ConfigSource> methods) {

  MethodSources {
    methods = Collections.unmodifiableMap(new LinkedHashMap<>(methods));
  }

  /**
   * Returns the settings of a run.
   *
   * @throws ConfigException with every problem at once
   */
  Settings settings(ExperimentRun run) {
    return settings(run, new ConfigProblems());
  }

  /** Returns the problems of a run's configuration, one sentence each. */
  List<String> problems(ExperimentRun run) {
    ConfigProblems problems = new ConfigProblems();
    try {
      settings(run, problems);
      return List.of();
    } catch (ConfigException e) {
      return problems.all().isEmpty() ? List.of(String.valueOf(e.getMessage())) : problems.all();
    }
  }

  private Settings settings(ExperimentRun run, ConfigProblems problems) {
    ConfigSource source =
        ConfigSource.yaml(base, text, problems)
            .with(set)
            .with(Objects.requireNonNull(methods.get(run.method()), run.method()))
            .with("fold", IntNode.valueOf(run.fold()), file + ": folds")
            .with("seed", LongNode.valueOf(run.seed()), file + ": seeds");
    return Settings.read(source);
  }
}
