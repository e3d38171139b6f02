package org.fedmas.pipeline.workflow;

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
import org.fedmas.contract.json.Json;
import org.fedmas.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every configuration that comes with the project can be read and is what its name says. */
class ConfigurationsTest {

  private static final Path CONFIGS = Golden.projectRoot().resolve("configs");
  private static final Path ISIC = CONFIGS.resolve("isic");
  private static final Path PUBLISHED = ISIC.resolve("published");
  private static final Path HYPER_KVASIR = CONFIGS.resolve("hyper-kvasir");

  /** The published protocols with networks and rounds of their own. */
  private static final Set<String> PROTOCOLS = Set.of("fediic");

  private static final Set<Path> DATA_SETS = Set.of(ISIC, PUBLISHED, HYPER_KVASIR);

  /** The differences of the published implementation, by the key that selects them. */
  private static final Map<String, String> AS_PUBLISHED =
      Map.of(
          "aggregation.count", "\"full-batches\"",
          "augmentation.at", "\"full-size\"",
          "evaluation.selection", "\"test\"",
          "features.views", "\"online\"",
          "image.colour-constancy", "\"off\"",
          "split.kind", "\"official\"",
          "training.drop-last", "true",
          "training.learning-rate", "3.0E-4");

  /** Likewise, where priors are measured. */
  private static final Map<String, String> PRIORS_AS_PUBLISHED =
      Map.of(
          "auxiliary.statistics", "\"client-adapted\"",
          "prior.coverage", "\"full-batches\"",
          "prior.view", "\"drawn\"");

  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.walk(CONFIGS)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !name(file).contains("experiments"))
          .sorted()
          .toList();
    }
  }

  /** The rows that correct client drift, which the published implementation does not have. */
  private static final Set<String> DRIFT = Set.of("scaffold", "feddyn", "fednova");

  /** Returns the rows of the paper's table, whose names say their method, in all their forms. */
  static List<Path> rows() throws IOException {
    List<String> names =
        all().stream().filter(file -> file.startsWith(PUBLISHED)).map(file -> name(file)).toList();
    return all().stream()
        .filter(file -> DATA_SETS.contains(file.getParent()) && names.contains(name(file)))
        .toList();
  }

  static List<Path> ofIsic() throws IOException {
    return all().stream()
        .filter(file -> file.getParent().equals(ISIC) && !PROTOCOLS.contains(name(file)))
        .toList();
  }

  static List<Path> ofHyperKvasir() throws IOException {
    return all().stream().filter(file -> file.getParent().equals(HYPER_KVASIR)).toList();
  }

  static List<Path> driftRows() throws IOException {
    return all().stream().filter(file -> DRIFT.contains(name(file))).toList();
  }

  @ParameterizedTest
  @MethodSource("driftRows")
  void correctsDriftAsItsNameSays(Path file) throws IOException {
    Map<String, JsonNode> config = read(file);
    String name = name(file);
    assertThat(config.get("training.terms"))
        .hasToString(
            switch (name) {
              case "scaffold" -> "[\"scaffold\"]";
              case "feddyn" -> "[\"dynamic-regulariser\"]";
              default -> "[]";
            });
    String rule =
        switch (name) {
          case "fednova" -> "fednova";
          case "scaffold" -> file.getParent().endsWith("flamby") ? "avg" : "uniform";
          default -> "uniform";
        };
    assertThat(config.get("aggregation.rule").textValue()).isEqualTo(rule);
    assertThat(config.get("training.optimizer").textValue()).isEqualTo("sgd");
    assertThat(config.get("training.momentum").doubleValue()).isZero();
  }

  @ParameterizedTest
  @MethodSource("all")
  void isReadWithoutProblems(Path file) throws IOException {
    assertThat(read(file)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isTheMethodThatItsNameSays(Path file) throws IOException {
    Map<String, JsonNode> config = read(file);
    String name = name(file);
    String method = name.split("-", 2)[0];
    String variant = name.contains("-") ? name.split("-", 2)[1] : "";
    String term =
        switch (method) {
          case "fedavg" -> "[]";
          case "fedprox" -> "[\"proximal\"]";
          case "moon" -> "[\"model-contrast\"]";
          case "fedmas" -> "[\"alignment\"]";
          default -> throw new AssertionError("a name that says no method: " + file);
        };
    assertThat(config.get("training.terms")).hasToString(term);
    String rule = method.equals("fedmas") ? (variant.isEmpty() ? "mas" : variant) : "avg";
    assertThat(config.get("aggregation.rule").textValue()).isEqualTo(rule);
    String loss =
        switch (method) {
          case "fedavg" -> variant;
          case "fedmas" -> "bsm";
          default -> "ce";
        };
    assertThat(config.get("training.loss").textValue()).isEqualTo(loss);
    boolean clips = method.equals("fedmas") || method.equals("moon");
    assertThat(config.get("training.clip-norm").doubleValue()).isEqualTo(clips ? 5 : 0);
    boolean isIsic = file.startsWith(ISIC);
    assertThat(config.get("dataset.kind").textValue())
        .isEqualTo(isIsic ? "flamby-isic" : "hyper-kvasir");
    assertThat(config.get("model.backbone").textValue()).isEqualTo("resnet18");
    assertThat(config.get("rounds").intValue()).isEqualTo(100);
  }

  @Test
  void everyRowOfThePaperHasAllItsForms() throws IOException {
    Set<Path> expected = new TreeSet<>();
    for (Path row : rows()) {
      DATA_SETS.forEach(folder -> expected.add(folder.resolve(row.getFileName())));
    }
    assertThat(expected).hasSizeGreaterThanOrEqualTo(3 * 11);
    assertThat(rows()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("all")
  void saysAtItsTopWhatItIs(Path file) throws IOException {
    assertThat(Files.readAllLines(file).get(0)).startsWith("# ").endsWith(".");
  }

  /** Tests that a difference in scores can only come from the published choices. */
  @ParameterizedTest
  @MethodSource("rows")
  void thePublishedFormDiffersInThePublishedChoicesAlone(Path file) throws IOException {
    if (!file.getParent().equals(ISIC)) {
      return;
    }
    Map<String, JsonNode> ours = read(file);
    Map<String, JsonNode> published = read(PUBLISHED.resolve(name(file) + ".yaml"));
    Map<String, String> expected = new TreeMap<>(AS_PUBLISHED);
    if (!ours.get("aggregation.rule").textValue().equals("avg")) {
      expected.putAll(PRIORS_AS_PUBLISHED);
    }
    expected.forEach((key, value) -> assertThat(published.get(key)).as(key).hasToString(value));
    Set<String> keys = new TreeSet<>(ours.keySet());
    keys.addAll(published.keySet());
    for (String key : keys) {
      if (!expected.containsKey(key)) {
        assertThat(text(published.get(key))).as(key).isEqualTo(text(ours.get(key)));
      }
    }
  }

  /** The differences of the rows on HyperKvasir from those on ISIC 2019. */
  private static final Set<String> OF_HYPER_KVASIR =
      Set.of(
          "dataset.kind",
          "split.file",
          "partition.kind",
          "partition.minimum",
          "partition.seed",
          "partition.alpha",
          "partition.clients",
          "report.few-below",
          "report.many-above");

  @ParameterizedTest
  @MethodSource("ofHyperKvasir")
  void onHyperKvasirOnlyTheDataDiffer(Path file) throws IOException {
    Map<String, JsonNode> kvasir = read(file);
    Map<String, JsonNode> isic = read(ISIC.resolve(file.getFileName()));
    Set<String> keys = new TreeSet<>(isic.keySet());
    keys.addAll(kvasir.keySet());
    keys.removeIf(key -> text(isic.get(key)).equals(text(kvasir.get(key))));
    assertThat(keys).isEqualTo(new TreeSet<>(OF_HYPER_KVASIR));
  }

  @ParameterizedTest
  @MethodSource("ofIsic")
  void rowsShareDataNetworkAndRounds(Path file) throws IOException {
    Map<String, JsonNode> row = read(file);
    Map<String, JsonNode> first = read(ISIC.resolve("fedavg-bsm.yaml"));
    for (String key : List.of("rounds", "dataset.kind", "model.backbone", "image.size")) {
      assertThat(text(row.get(key))).as(key).isEqualTo(text(first.get(key)));
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".yaml", "");
  }

  private static String text(JsonNode value) {
    return value == null ? "absent" : Json.canonical(value);
  }

  private static Map<String, JsonNode> read(Path file) throws IOException {
    String name = CONFIGS.relativize(file).toString();
    return Settings.read(ConfigSource.yaml(name, Files.readString(file), new ConfigProblems()))
        .config()
        .values();
  }
}
