package org.fedmas.pipeline.cli;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedmas.contract.TextFile;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.FedmasException;
import org.fedmas.inputs.DataSources;
import org.fedmas.inputs.SourceState;
import org.fedmas.pipeline.experiment.ExperimentFile;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.preprocess.DataSetSettings;
import org.jspecify.annotations.Nullable;

/**
 * The raw inputs that a configuration reads.
 *
 * @param config file of the configuration
 * @param files names below the data folder
 * @param problem reason why the configuration cannot be read, null if it can
 */
record ConfigNeeds(Path config, List<String> files, @Nullable String problem) {

  ConfigNeeds {
    files = List.copyOf(files);
  }

  /** Returns the needs of every configuration below a folder, sorted by name. */
  static List<ConfigNeeds> below(Path configs, Path data) throws IOException {
    if (!Files.isDirectory(configs)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(configs)) {
      return walk.filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !isExperiment(file))
          .sorted()
          .map(file -> of(file, data))
          .toList();
    }
  }

  /** Returns whether a file is a table of experiments, whose base has the same needs. */
  private static boolean isExperiment(Path file) {
    try {
      return ExperimentFile.isOne(TextFile.read(file));
    } catch (IOException e) {
      return false;
    }
  }

  static ConfigNeeds of(Path config, Path data) {
    try {
      ConfigProblems problems = new ConfigProblems();
      Settings settings =
          Settings.read(ConfigSource.yaml(config.toString(), TextFile.read(config), problems));
      return new ConfigNeeds(config, files(settings, data), null);
    } catch (FedmasException | IOException e) {
      return new ConfigNeeds(config, List.of(), String.valueOf(e.getMessage()));
    }
  }

  /** Returns the names of needed files that are absent. */
  List<String> missing(Path data, List<SourceState> states) {
    return files.stream()
        .filter(
            name ->
                states.stream()
                    .filter(state -> state.source().name().equals(name))
                    .findFirst()
                    .map(state -> !state.isPresent())
                    .orElseGet(() -> !Files.exists(data.resolve(name))))
        .toList();
  }

  private static List<String> files(Settings settings, Path data) {
    List<String> files = new ArrayList<>();
    if (settings.data().dataSet().isIsic()) {
      files.addAll(
          List.of(
              DataSources.IMAGES, DataSources.LABELS, DataSources.METADATA, DataSources.HAM10000));
      if (settings.config().values().get("split.kind") instanceof TextNode kind
          && kind.asText().equals("official")) {
        files.add(DataSources.SPLIT);
      }
    }
    if (settings.data().dataSet() instanceof DataSetSettings.Kvasir kvasir) {
      files.addAll(List.of(DataSources.KVASIR_IMAGES, kvasir.split().id()));
    }
    weights(settings.model().weights().file(data), data).ifPresent(files::add);
    if (settings.needsFeatures()) {
      settings
          .model()
          .auxiliary()
          .networks()
          .forEach(network -> weights(network.weights().file(data), data).ifPresent(files::add));
    }
    return files.stream().distinct().toList();
  }

  private static Optional<String> weights(Optional<Path> file, Path data) {
    return file.map(
        path -> path.startsWith(data) ? data.relativize(path).toString() : path.toString());
  }
}
