package org.fedmas.pipeline.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.pipeline.workflow.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentFileTest {

  @TempDir Path folder;

  @Test
  void everyMethodRunsOnEveryFoldWithEverySeed() {
    Experiment experiment = TinyExperiment.read(folder, "folds: [1, 2]", "seeds: [0, 7]");
    assertThat(names(experiment))
        .containsExactly(
            "fedavg-fold1-seed0",
            "fedmas-fold1-seed0",
            "fedavg-fold2-seed0",
            "fedmas-fold2-seed0",
            "fedavg-fold1-seed7",
            "fedmas-fold1-seed7",
            "fedavg-fold2-seed7",
            "fedmas-fold2-seed7");
    assertThat(experiment.extent()).isEqualTo("2 methods × 2 folds × 2 seeds: 8 runs");
  }

  @Test
  void foldOneAndSeedZeroAreTheDefaults() {
    Experiment experiment = TinyExperiment.read(folder);
    assertThat(names(experiment)).containsExactly("fedavg-fold1-seed0", "fedmas-fold1-seed0");
    assertThat(experiment.name()).isEqualTo("tiny");
    assertThat(experiment.baseline()).isEqualTo("fedavg");
    assertThat(experiment.score()).isEqualTo("balanced_accuracy");
    assertThat(experiment.results()).isEmpty();
  }

  @Test
  void someMethodsMayHaveMoreSeeds() {
    Experiment experiment =
        TinyExperiment.read(folder, "more-seeds: {methods: [fedmas], seeds: [1, 2]}");
    assertThat(names(experiment))
        .containsExactly(
            "fedavg-fold1-seed0", "fedmas-fold1-seed0", "fedmas-fold1-seed1", "fedmas-fold1-seed2");
  }

  @Test
  void aMethodOverridesTheSetThatOverridesTheBase() {
    Experiment experiment =
        TinyExperiment.read(folder, "set: {rounds: 3, aggregation.rule: uniform}", "seeds: [5]");
    Settings fedavg = experiment.settings(new ExperimentRun("fedavg", 2, 5));
    assertThat(fedavg.run().rounds()).isEqualTo(3);
    assertThat(fedavg.run().fold()).isEqualTo(2);
    assertThat(fedavg.run().seed()).isEqualTo(5);
    assertThat(fedavg.training().aggregation().rule().id()).isEqualTo("avg");
  }

  @Test
  void splitAndPartitionKeepTheirSeeds() {
    Experiment experiment = TinyExperiment.read(folder, "seeds: [5]");
    Settings settings = experiment.settings(new ExperimentRun("fedmas", 1, 5));
    assertThat(settings.config().values().get("split.seed")).hasToString("0");
  }

  @Test
  void nameAndResultsMayBeGiven() {
    Experiment experiment = TinyExperiment.read(folder, "name: mine", "results: ../kept");
    assertThat(experiment.nameOf(new ExperimentRun("fedmas", 1, 0)))
        .isEqualTo("mine/fedmas-fold1-seed0");
    assertThat(experiment.results()).contains(folder.resolveSibling("kept"));
  }

  @Test
  void allProblemsComeAtOnceWithTheirPlaces() {
    Path file =
        TinyExperiment.write(
            folder,
            """
            base: base.yaml
            methods:
              a: {training.loss: bms}
              b: {seed: 3}
            folds: [0]
            compare: {baseline: c, score: luck}
            colour: red
            """);
    assertThatThrownBy(() -> ExperimentFile.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "tiny.yaml:4: methods.b.seed: expected no seed here; give it in seeds")
        .hasMessageContaining("tiny.yaml:5: folds: found 0, expected a whole number from 1 to 100")
        .hasMessageContaining(
            "tiny.yaml:6: compare.baseline: found \"c\", expected the name of a method")
        .hasMessageContaining("tiny.yaml:6: compare.score: ")
        .hasMessageContaining("tiny.yaml:7: colour: unknown key")
        .hasMessageContaining("method a: ")
        .hasMessageContaining("tiny.yaml:3: training.loss: found \"bms\", expected ");
  }

  @Test
  void anUnknownKeyOfAMethodIsNamedWithTheNearestOne() {
    assertProblem(
        "base: base.yaml\nmethods:\n  a: {trainig.loss: ce}\n  b: {}\n",
        "method a: ",
        "tiny.yaml:3: trainig.loss: unknown key (did you mean training.loss?)");
  }

  @Test
  void aProblemOfTheBaseIsReportedOnce() {
    Path file = TinyExperiment.write(folder, "base: base.yaml\n" + TinyExperiment.METHODS);
    Path wrong = TinyExperiment.write(folder, "base: tiny.yaml\n" + TinyExperiment.METHODS);
    assertThat(wrong).isEqualTo(file);
    assertThatThrownBy(() -> ExperimentFile.read(file))
        .hasMessageContaining("tiny.yaml:1: base: unknown key")
        .hasMessageNotContaining("method fedavg: ");
  }

  @Test
  void aMissingBaseIsNamedWithItsPlace() {
    assertProblem("base: none.yaml\nmethods: {a: {}}\n", "tiny.yaml:1: base: ", "does not exist");
    assertProblem("methods: {a: {}}\n", "base: found none, expected the base configuration");
  }

  @Test
  void anExperimentNeedsMethods() {
    assertProblem("base: base.yaml\n", "methods: found none, expected names");
  }

  @Test
  void namesOfMethodsAreNamesOfFolders() {
    assertProblem("base: base.yaml\nmethods: {a/b: {}}\n", "found the name a/b, expected letters");
  }

  @Test
  void moreSeedsNeedKnownMethodsAndOtherSeeds() {
    assertProblem(
        "base: base.yaml\nmethods: {ab: {}}\nmore-seeds: {methods: [ac], seeds: [0]}\n",
        "expected names of methods (did you mean ab?)",
        "expected seeds that are not among seeds");
  }

  @Test
  void aConfigurationIsNotAnExperiment() {
    assertThat(ExperimentFile.isOne(TinyExperiment.BASE)).isFalse();
    assertThat(ExperimentFile.isOne("base: a.yaml\n")).isTrue();
    assertThat(ExperimentFile.isOne("a: [")).isFalse();
  }

  private void assertProblem(String text, String... words) {
    Path file = TinyExperiment.write(folder, text);
    assertThatThrownBy(() -> ExperimentFile.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(words);
  }

  private static List<String> names(Experiment experiment) {
    return experiment.runs().stream().map(ExperimentRun::name).toList();
  }
}
