package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.testkit.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every configuration that comes with the project can be read and is what its name says. */
class ConfigurationsTest {

  private static final Path CONFIGS = Golden.projectRoot().resolve("configs");

  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.walk(CONFIGS)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  static List<Path> rows() throws IOException {
    return all().stream().filter(file -> file.startsWith(CONFIGS.resolve("isic"))).toList();
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
    assertThat(config.get("dataset.kind").textValue()).isEqualTo("flamby-isic");
    assertThat(config.get("model.backbone").textValue()).isEqualTo("resnet18");
    assertThat(config.get("rounds").intValue()).isEqualTo(100);
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".yaml", "");
  }

  private static Map<String, JsonNode> read(Path file) throws IOException {
    String name = CONFIGS.relativize(file).toString();
    return Settings.read(ConfigSource.yaml(name, Files.readString(file), new ConfigProblems()))
        .config()
        .values();
  }
}
