package org.fedmas.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.Digest;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.json.Json;
import org.junit.jupiter.api.Test;

class RecipeDifferenceTest {

  @Test
  void isEmptyAfterWritingAndReading() throws Exception {
    Recipe recipe = recipe(3L, 1e-3);
    Recipe read = Recipe.of(Json.mapper().readTree(recipe.json().toString()));

    assertThat(read.fingerprint()).isEqualTo(recipe.fingerprint());
    assertThat(RecipeDifference.between(read, recipe)).isEmpty();
  }

  @Test
  void namesTheFirstDifferentFieldAndBothValues() throws Exception {
    Recipe read = Recipe.of(Json.mapper().readTree(recipe(3L, 1e-3).json().toString()));

    assertThat(RecipeDifference.between(read, recipe(3L, 2e-3)))
        .map(RecipeDifference::toString)
        .contains("config.training.learning-rate: 0.001 → 0.002");
  }

  private static Recipe recipe(long seed, double learningRate) {
    ObjectNode config = Json.object();
    config.put("features.seed", seed);
    config.put("training.learning-rate", learningRate);
    return Recipe.of(
        UnitKey.of(StageName.PARTITION),
        1,
        Config.of(config),
        Map.of("index", List.of(Digest.of("a"))),
        Map.of(),
        null);
  }
}
