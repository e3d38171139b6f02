package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.TextFile;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Mutations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configurations with random damage: each is read or refused, and nothing else happens. */
class ConfigMutationTest {

  private static final int SOME = 300;
  private static final long MOST_BYTES = 256L << 20;

  @TempDir Path folder;
  private final Map<String, String> seeds = new TreeMap<>();

  @BeforeEach
  void readConfigurations() throws IOException {
    Path configs = Golden.projectRoot().resolve("configs");
    for (String name :
        List.of(
            "sample.yaml",
            "isic/fedmas.yaml",
            "isic/published/fedmas-mas-drw.yaml",
            "hyper-kvasir/moon.yaml")) {
      seeds.put(name, Files.readString(configs.resolve(name)));
    }
    seeds.put(
        "flow.yaml",
        """
        {rounds: 3, "seed": 7, dataset: {kind: manifest, classes: [a, 'b', 1]},
         training: {terms: [proximal, alignment], epochs: 0x2, learning-rate: .001}}
        """);
  }

  @Test
  void someMutationsAreReadOrRefused() {
    Mutations.ofTexts(seeds, MOST_BYTES).check(SOME, 5, this::reads);
  }

  @Test
  @Tag("e2e")
  @Tag("soak")
  void manyMutationsAreReadOrRefused() {
    Mutations.ofTexts(seeds, MOST_BYTES).check(Mutations.many(), 6, this::reads);
  }

  /** Tests values of {@code --set}, each against all keys of a configuration. */
  @Test
  void someOverridesAreReadOrRefused() {
    Map<String, String> overrides = new TreeMap<>();
    Settings.read(ConfigSource.yaml("sample", seeds.get("sample.yaml"), new ConfigProblems()))
        .config()
        .values()
        .forEach((key, value) -> overrides.put(key, key + "=" + value));
    Mutations.ofTexts(overrides, MOST_BYTES)
        .check(
            Math.max(SOME, 4 * overrides.size()),
            7,
            (name, bytes) -> {
              try {
                Settings.read(
                    ConfigSource.yaml("sample", seeds.get("sample.yaml"), new ConfigProblems())
                        .set(new String(bytes, StandardCharsets.UTF_8)));
                return true;
              } catch (ConfigException e) {
                return refused(e);
              }
            });
  }

  private boolean reads(String name, byte[] bytes) throws IOException {
    String text;
    try {
      text = TextFile.read(Files.write(folder.resolve("c.yaml"), bytes));
    } catch (IOException e) {
      assertThat(e.getMessage()).contains("expected text in UTF-8");
      return false;
    }
    try {
      Settings.read(ConfigSource.yaml(name, text, new ConfigProblems()));
      return true;
    } catch (ConfigException e) {
      return refused(e);
    }
  }

  private static boolean refused(ConfigException e) {
    assertThat(e.getMessage()).isNotBlank().doesNotContain("Exception");
    return false;
  }
}
