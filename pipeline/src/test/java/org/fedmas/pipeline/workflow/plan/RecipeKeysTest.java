package org.fedmas.pipeline.workflow.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.json.Json;
import org.fedmas.pipeline.run.worker.StageRegistry;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.store.Recipe;
import org.fedmas.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recipes hold the keys that decide a unit, and no others. */
class RecipeKeysTest {

  private static final Path CONFIGS = Golden.projectRoot().resolve("configs");
  private static final UnitKey ATTRIBUTES = UnitKey.parse("preprocess/attributes");
  private static final UnitKey SHARD = UnitKey.parse("preprocess/client-0/part-0");
  private static final UnitKey PRIOR = UnitKey.parse("prior/round-1/client-0");
  private static final UnitKey UPDATE = UnitKey.parse("training/round-1/client-0");

  /** One unit of every kind of version 0.1. */
  private static final List<UnitKey> UNITS =
      Stream.of(
              "preprocess/index",
              "preprocess/client-0/part-0-originals",
              "preprocess/statistics",
              "partition",
              "features/client-0/part-0",
              "features/client-0/adaptation",
              "training/round-0",
              "aggregation/round-1",
              "evaluation/round-1/client-0/test")
          .map(UnitKey::parse)
          .collect(
              () -> new ArrayList<>(List.of(ATTRIBUTES, SHARD, PRIOR, UPDATE)),
              List::add,
              List::addAll);

  /** Units of kinds that version 0.1 did not have. */
  private static final List<UnitKey> YOUNGER =
      List.of(
          UnitKey.parse("prior/round-1/client-0/losses"),
          UnitKey.parse("prior/round-1/client-0/gradients"),
          UnitKey.parse("pretrain/round-1/client-0"),
          UnitKey.parse("pretrain/round-1"));

  static List<String> files() {
    return List.of(
        "sample.yaml",
        "isic/fedavg-bsm.yaml",
        "isic/fedprox.yaml",
        "isic/fedmas.yaml",
        "isic/published/fedavg-bsm.yaml",
        "isic/published/fedmas.yaml");
  }

  @Test
  void everyKindOfUnitIsLookedAt() {
    List<ArtifactKind> kinds =
        Stream.concat(UNITS.stream(), YOUNGER.stream())
            .map(unit -> stage(unit).kind(unit))
            .toList();
    assertThat(kinds).contains(ArtifactKind.values());
    assertThat(Stream.concat(UNITS.stream(), YOUNGER.stream()).map(UnitKey::stage))
        .contains(StageName.values());
  }

  @ParameterizedTest
  @MethodSource("files")
  void valuesAreThoseOfVersion01(String file) throws IOException {
    Config config = resolved(file).orElseThrow();
    Map<UnitKey, Map<String, JsonNode>> before = before(file);
    for (UnitKey unit : UNITS) {
      if (unit.equals(ATTRIBUTES)) {
        continue; // version 0.1 had no such unit
      }
      Map<String, JsonNode> now = new TreeMap<>(recipe(unit, config).values());
      // what auto stands for is for the machine to say
      now.remove("image.jpeg-library");
      if (file.equals("sample.yaml")) {
        now.keySet().removeIf(key -> key.startsWith("auxiliary.")); // the sample has its own prior
      }
      if (unit.stage() == StageName.TRAINING || unit.stage() == StageName.AGGREGATION) {
        now.remove("prior.coverage"); // these stages did not read it, and computed something else
      }
      Map<String, JsonNode> then = Objects.requireNonNull(before.get(unit));
      assertThat(then.keySet()).as("%s", unit).containsAll(now.keySet());
      now.forEach(
          (key, value) ->
              assertThat(Json.canonical(value))
                  .as("%s %s", unit, key)
                  .isEqualTo(Json.canonical(then.get(key))));
    }
  }

  @Test
  void federatedAveragingLostTheKeysOfAlignment() throws IOException {
    assertThat(lost("isic/fedavg-bsm.yaml", UPDATE))
        .containsExactly("alignment.weight", "auxiliary.network");
    assertThat(lost("isic/published/fedavg-bsm.yaml", UPDATE))
        .containsExactly(
            "alignment.weight",
            "auxiliary.network",
            "auxiliary.statistics",
            "auxiliary.weights",
            "features.seed");
  }

  @Test
  void alignmentLostNoKeyOfAnUpdate() throws IOException {
    assertThat(lost("isic/fedmas.yaml", UPDATE)).isEmpty();
    assertThat(lost("isic/fedmas.yaml", SHARD)).isEmpty();
  }

  @Test
  void thePriorOfPlainPicturesLostTheKeysOfViews() throws IOException {
    assertThat(lost("isic/fedmas.yaml", PRIOR))
        .containsExactly(
            "augmentation.at",
            "features.seed",
            "features.views",
            "image.colour-constancy",
            "image.resize",
            "image.size");
  }

  @Test
  void generatedPicturesLostTheKeysOfFiles() throws IOException {
    assertThat(lost("sample.yaml", SHARD)).containsExactly("image.decoder", "image.orientation");
  }

  @ParameterizedTest
  @MethodSource("files")
  void aWorkerReadsTheSameFromTheRecipeAlone(String file) throws IOException {
    Config config = resolved(file).orElseThrow();
    for (UnitKey unit : UNITS) {
      assertThat(settings(unit, recipe(unit, config))).isEqualTo(settings(unit, config));
    }
  }

  /** Gives each key other values in turn, without those that are refused. */
  @ParameterizedTest
  @MethodSource("files")
  void aKeyCountsWhereTheRecipeHoldsItAlone(String file) throws IOException {
    Config config = resolved(file).orElseThrow();
    int compared = 0;
    for (String key : config.values().keySet()) {
      for (String value : others(file, key, config.values().get(key))) {
        Config changed = resolved(file, key + "=" + value).orElse(config);
        if (changed.equals(config)) {
          continue;
        }
        compared++;
        for (UnitKey unit : UNITS) {
          Config recipe = recipe(unit, config);
          Config changedRecipe = recipe(unit, changed);
          // a recipe holds a key added after version 0.2 only with another value than the default
          if (recipe.values().containsKey(key) || changedRecipe.values().containsKey(key)) {
            assertThat(fingerprint(unit, changed))
                .as("%s: %s=%s", unit, key, value)
                .isNotEqualTo(fingerprint(unit, config));
          } else {
            assertThat(settings(unit, changed))
                .as("%s: %s=%s", unit, key, value)
                .isEqualTo(settings(unit, config));
            assertThat(changedRecipe).isEqualTo(recipe);
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(40);
  }

  @Test
  void checkpointsAndRetentionAreInNoRecipe() throws IOException {
    for (String set : List.of("training.checkpoint-every=epoch", "keep.client-updates=none")) {
      Config config = resolved("isic/fedmas.yaml", set).orElseThrow();
      for (UnitKey unit : UNITS) {
        assertThat(recipe(unit, config).values())
            .doesNotContainKey(set.substring(0, set.indexOf('=')));
      }
    }
  }

  @Test
  void keysWithoutEffectAreAccepted() throws IOException {
    assertThat(
            resolved(
                "isic/published/fedavg-bsm.yaml",
                "alignment.weight=1",
                "auxiliary.weights=seeded",
                "evaluation.validation-fraction=0.2",
                "features.seed=4",
                "prior.view=drawn"))
        .isPresent();
    assertThat(resolved("isic/fedmas.yaml", "features.views=0", "augmentation.at=full-size"))
        .isPresent();
  }

  /** Returns other values that a key may take. */
  private static List<String> others(String file, String key, JsonNode value) throws IOException {
    if (value.isBoolean()) {
      return List.of(Boolean.toString(!value.booleanValue()));
    }
    if (value.isNumber()) {
      double number = value.doubleValue();
      return value.isIntegralNumber()
          ? List.of(Long.toString(value.longValue() + 1), Long.toString(value.longValue() * 2))
          : List.of(Double.toString(number / 2), "0.25");
    }
    List<String> others = new ArrayList<>(List.of("seeded", "all"));
    try {
      read(file, key + "=no-such-name");
    } catch (ConfigException e) {
      String text = String.valueOf(e.getMessage()).replaceAll("(?s).*expected one of ", "");
      others.addAll(List.of(text.split("[,\\s]+")));
    }
    return others;
  }

  private static TreeSet<String> lost(String file, UnitKey unit) throws IOException {
    TreeSet<String> keys = new TreeSet<>(Objects.requireNonNull(before(file).get(unit)).keySet());
    keys.removeAll(recipe(unit, resolved(file).orElseThrow()).values().keySet());
    return keys;
  }

  private static Map<UnitKey, Map<String, JsonNode>> before(String file) throws IOException {
    Map<UnitKey, Map<String, JsonNode>> recipes = new TreeMap<>();
    try (InputStream in =
        Objects.requireNonNull(RecipeKeysTest.class.getResourceAsStream("/recipes-0.1.txt"))) {
      for (String line : new String(in.readAllBytes(), UTF_8).split("\n")) {
        String[] words = line.split(" ", 3);
        if (words[0].equals(file)) {
          Config config = Config.of(Json.mapper().readTree(words[2]));
          recipes.put(UnitKey.parse(words[1]), config.values());
        }
      }
    }
    return recipes;
  }

  private static Stage stage(UnitKey unit) {
    return StageRegistry.stage(unit.stage());
  }

  private static Config recipe(UnitKey unit, Config config) {
    return stage(unit).recipeConfig(stage(unit).kind(unit), config);
  }

  private static Object settings(UnitKey unit, Config config) {
    return stage(unit).settings(stage(unit).kind(unit), ConfigReader.of(config));
  }

  private static Object fingerprint(UnitKey unit, Config config) {
    return Recipe.of(unit, 1, recipe(unit, config), Map.of(), Map.of(), null).fingerprint();
  }

  private static Optional<Config> resolved(String file, String... set) throws IOException {
    try {
      return Optional.of(read(file, set));
    } catch (ConfigException e) {
      return Optional.empty();
    }
  }

  private static Config read(String file, String... set) throws IOException {
    ConfigSource source =
        ConfigSource.yaml(file, Files.readString(CONFIGS.resolve(file)), new ConfigProblems());
    for (String assignment : set) {
      source.set(assignment);
    }
    return Settings.read(source).config();
  }
}
