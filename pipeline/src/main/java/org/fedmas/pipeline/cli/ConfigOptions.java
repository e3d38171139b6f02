package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.TextFile;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.results.record.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that select a run and its configuration. */
final class ConfigOptions {

  private static final String SAMPLE = "sample.yaml";

  @Option(
      names = "--config",
      paramLabel = "F",
      description = "YAML file of the configuration (default: the built-in sample.yaml).")
  @Nullable Path config;

  @Option(names = "--fold", paramLabel = "N", description = "Fold; overrides the configuration.")
  @Nullable Integer fold;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Number of rounds; overrides the configuration.")
  @Nullable Integer rounds;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Override a configuration key; may be repeated.")
  List<String> set = new ArrayList<>();

  @Mixin DataFolder data = new DataFolder();

  @Mixin StoreOptions store = new StoreOptions();

  /** Returns the name of the configuration file for use in messages. */
  String configName() {
    return config == null ? SAMPLE : config.toString();
  }

  /** Returns whether the command line selects or changes the configuration. */
  boolean isChosen() {
    return config != null || fold != null || rounds != null || !set.isEmpty();
  }

  /**
   * Returns the command line that runs the selected configuration, or else the recorded one.
   *
   * @param most number of rounds; null for the configured number
   */
  String runCommand(RunFolder place, @Nullable Integer most) {
    List<String> words = new ArrayList<>(List.of(launcher(), "run"));
    if (isChosen()) {
      option(words, "--config", config);
      option(words, "--fold", fold);
      set.forEach(assignment -> option(words, "--set", assignment));
    } else if (Files.exists(place.folder().resolve("config.yaml"))) {
      option(words, "--config", place.folder().resolve("config.yaml"));
    }
    option(words, "--rounds", most == null ? rounds : most);
    option(words, "--data", data.data);
    option(words, "--artifacts", store.artifacts);
    option(words, "--run", place.name());
    return String.join(" ", words);
  }

  private static String launcher() {
    return System.getProperty("fedmas.command", "fedmas").split(" ", 2)[0];
  }

  private static void option(List<String> words, String name, @Nullable Object value) {
    if (value != null) {
      String text = value.toString();
      words.add(name);
      words.add(text.matches("[\\w./=,:@%+-]+") ? text : "'" + text + "'");
    }
  }

  /**
   * Returns the settings of the selected run: those of its record, unless the command line chooses
   * a configuration.
   */
  Settings recordedSettings() {
    if (isChosen() || store.run == null) {
      return settings();
    }
    Path recorded = folder(RunName.checked(store.run)).folder().resolve("config.yaml");
    if (!Files.exists(recorded)) {
      return settings();
    }
    try {
      return Settings.read(
          ConfigSource.yaml(recorded.toString(), TextFile.read(recorded), new ConfigProblems()));
    } catch (IOException e) {
      throw new MissingInputException(recorded + ": " + e.getMessage(), e);
    }
  }

  Settings settings() {
    ConfigProblems problems = new ConfigProblems();
    ConfigSource source = ConfigSource.yaml(configName(), text(), problems);
    if (fold != null) {
      source.set("fold=" + fold);
    }
    if (rounds != null) {
      source.set("rounds=" + rounds);
    }
    set.forEach(source::set);
    return Settings.read(source);
  }

  RunFolder place(Settings settings) {
    return folder(runName(settings));
  }

  private RunFolder folder(String run) {
    RunFolder place = new RunFolder(run, store.place(), data.folder());
    try {
      return place.recall();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the name of the run that the command line selects, if it selects one. */
  Optional<String> namedRun() {
    if (store.run != null) {
      return Optional.of(RunName.checked(store.run));
    }
    return isChosen() ? Optional.of(runName(settings())) : Optional.empty();
  }

  /** Returns the names of the runs of some folds; {@code NAME-foldN} for {@code --run NAME}. */
  List<String> runsOfFolds(List<Integer> folds) {
    if (store.run != null) {
      return folds.stream().map(one -> store.run + "-fold" + one).toList();
    }
    long seed = settings().run().seed();
    return folds.stream().map(one -> RunName.of(Path.of(configName()), one, seed)).toList();
  }

  private String runName(Settings settings) {
    if (store.run != null) {
      return RunName.checked(store.run);
    }
    return RunName.of(Path.of(configName()), settings.run().fold(), settings.run().seed());
  }

  private String text() {
    try {
      if (config != null) {
        return TextFile.read(config);
      }
      try (InputStream in = ConfigOptions.class.getResourceAsStream("/" + SAMPLE)) {
        if (in == null) {
          throw new IllegalStateException("the build left out " + SAMPLE);
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new ConfigException("--config %s: %s".formatted(configName(), e.getMessage()), e);
    }
  }
}
