package org.fedmas.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fedmas.contract.Digest;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.json.Json;
import org.junit.jupiter.api.Test;

class RecipeTest {

  private final Recipe recipe = ExampleRecipes.recipe();

  @Test
  void theFingerprintIgnoresTheOrderOfKeys() {
    Recipe reversed =
        new Recipe(
            "training",
            3,
            recipe.unit(),
            new Config(reversed(recipe.config().values())),
            reversed(recipe.inputs()),
            reversed(recipe.raw()),
            reversed(recipe.numerics()));
    assertThat(reversed.fingerprint()).isEqualTo(recipe.fingerprint());
    assertThat(RecipeDifference.between(recipe, reversed)).isEmpty();
  }

  @Test
  void theFingerprintChangesWithEveryField() {
    Set<Digest> fingerprints = new HashSet<>();
    fingerprints.add(recipe.fingerprint());
    ExampleRecipes.variants()
        .forEach(
            (field, variant) ->
                assertThat(fingerprints.add(variant.fingerprint())).as(field).isTrue());
  }

  @Test
  void theDifferenceNamesTheField() {
    ExampleRecipes.variants()
        .forEach(
            (field, variant) ->
                assertThat(RecipeDifference.between(recipe, variant))
                    .map(RecipeDifference::field)
                    .as(field)
                    .contains(field));
  }

  @Test
  void theDifferenceShowsOldAndNewValue() {
    Map<String, Recipe> variants = ExampleRecipes.variants();
    assertThat(RecipeDifference.between(recipe, variants.get("config.training.batch-size")))
        .contains(new RecipeDifference("config.training.batch-size", "64", "32"));
    assertThat(RecipeDifference.between(recipe, variants.get("config.seed")))
        .contains(new RecipeDifference("config.seed", "not used", "0"));
    assertThat(RecipeDifference.between(variants.get("config.seed"), recipe))
        .contains(new RecipeDifference("config.seed", "0", "not used"));
    assertThat(RecipeDifference.between(recipe, variants.get("version")))
        .map(RecipeDifference::toString)
        .contains("version: 3 → 4");
  }

  @Test
  void settingsComeBeforeInputs() {
    Recipe other =
        new Recipe(
            "training",
            3,
            recipe.unit(),
            ExampleRecipes.config(1),
            Map.of("images", List.of(ExampleRecipes.B)),
            recipe.raw(),
            recipe.numerics());
    assertThat(RecipeDifference.between(recipe, other))
        .map(RecipeDifference::field)
        .contains("config.training.batch-size");
  }

  @Test
  void readsWhatItWrites() throws IOException {
    for (Recipe one : ExampleRecipes.variants().values()) {
      JsonNode read = Json.mapper().readTree(Json.pretty(one.json()));
      assertThat(Recipe.of(read).fingerprint()).isEqualTo(one.fingerprint());
      assertThat(RecipeDifference.between(one, Recipe.of(read))).isEmpty();
    }
  }

  private static <T> Map<String, T> reversed(Map<String, T> map) {
    Map<String, T> reversed = new LinkedHashMap<>();
    map.keySet().stream()
        .sorted(java.util.Comparator.reverseOrder())
        .forEach(key -> reversed.put(key, map.get(key)));
    return reversed;
  }
}
