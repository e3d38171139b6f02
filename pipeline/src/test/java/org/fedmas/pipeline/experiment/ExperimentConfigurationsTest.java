package org.fedmas.pipeline.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every table of experiments that comes with the project expands, and has the rows it should. */
class ExperimentConfigurationsTest {

  private static final Path CONFIGS = Golden.projectRoot().resolve("configs");

  /** The protocol with clients and test images of its own. */
  private static final String PROTOCOL = "fediic";

  /** Keys that a table sets for all of its methods. */
  private static final Set<String> OF_TABLES =
      Set.of(
          "split.kind",
          "split.folds",
          "keep.client-updates",
          "keep.client-states",
          "keep.global-models");

  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.walk(CONFIGS)) {
      return files.filter(file -> name(file).contains("experiments")).sorted().toList();
    }
  }

  @Test
  void theTablesAreThere() throws IOException {
    assertThat(all().stream().map(file -> CONFIGS.relativize(file).toString()))
        .containsExactly(
            "hyper-kvasir/experiments.yaml",
            "isic/experiments.yaml",
            "isic84/experiments-length.yaml",
            "isic84/experiments-official.yaml",
            "isic84/experiments.yaml",
            "sample-experiments.yaml");
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyRunHasAConfiguration(Path file) {
    Experiment experiment = ExperimentFile.read(file);
    assertThat(experiment.runs()).isNotEmpty().doesNotHaveDuplicates();
    for (ExperimentRun run : experiment.runs()) {
      Settings settings = experiment.settings(run);
      assertThat(settings.run().fold()).isEqualTo(run.fold());
      assertThat(settings.run().seed()).isEqualTo(run.seed());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void saysAtItsTopWhatItIs(Path file) throws IOException {
    assertThat(Files.readAllLines(file).get(0)).startsWith("# ").endsWith(".");
  }

  @Test
  void tablesHaveDifferentNames() throws IOException {
    assertThat(all().stream().map(file -> ExperimentFile.read(file).name()))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"isic", "hyper-kvasir", "isic84"})
  void everyRowOfTheFolderIsAMethod(String folder) throws IOException {
    Set<String> rows = new TreeSet<>();
    try (Stream<Path> files = Files.list(CONFIGS.resolve(folder))) {
      files
          .map(ExperimentConfigurationsTest::name)
          .filter(name -> name.endsWith(".yaml") && !name.contains("experiments"))
          .forEach(name -> rows.add(name.replace(".yaml", "")));
    }
    rows.remove(PROTOCOL);
    Experiment experiment = ExperimentFile.read(CONFIGS.resolve(folder + "/experiments.yaml"));
    assertThat(new TreeSet<>(experiment.methods())).isEqualTo(rows).contains("local", "pooled");
  }

  @ParameterizedTest
  @ValueSource(strings = {"isic", "hyper-kvasir", "isic84"})
  void aMethodIsTheRowOfItsName(String folder) throws IOException {
    Experiment experiment = ExperimentFile.read(CONFIGS.resolve(folder + "/experiments.yaml"));
    for (String method : experiment.methods()) {
      Settings settings = experiment.settings(new ExperimentRun(method, 1, 0));
      Map<String, JsonNode> row = row(folder + "/" + method + ".yaml");
      Map<String, JsonNode> ours = new TreeMap<>(settings.config().values());
      Set<String> tables = new TreeSet<>(OF_TABLES);
      if (!settings.training().federation().id().equals("federated")) {
        tables.add("aggregation.rule"); // without effect
      }
      ours.keySet().removeAll(tables);
      row.keySet().removeAll(tables);
      assertThat(ours).as(method).isEqualTo(row);
    }
  }

  @Test
  void theSampleHasFourMethodsTwoFoldsAndTwoSeeds() {
    Experiment experiment = ExperimentFile.read(CONFIGS.resolve("sample-experiments.yaml"));
    assertThat(experiment.extent()).isEqualTo("4 methods × 2 folds × 2 seeds: 16 runs");
    assertThat(experiment.settings(experiment.runs().get(0)).run().rounds())
        .isGreaterThanOrEqualTo(5);
  }

  @Test
  void theTablesOfRealResultsHaveThirtyThreeRuns() {
    Experiment lesion = ExperimentFile.read(CONFIGS.resolve("isic84/experiments.yaml"));
    Experiment official = ExperimentFile.read(CONFIGS.resolve("isic84/experiments-official.yaml"));
    assertThat(lesion.methods()).hasSize(12);
    assertThat(lesion.runs()).hasSize(24);
    assertThat(official.runs()).hasSize(9);
    assertThat(official.methods()).containsExactly("fedavg-bsm", "fedmas-avg", "fedmas");
  }

  private static Map<String, JsonNode> row(String file) throws IOException {
    String text = Files.readString(CONFIGS.resolve(file));
    return new TreeMap<>(
        Settings.read(ConfigSource.yaml(file, text, new ConfigProblems())).config().values());
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
