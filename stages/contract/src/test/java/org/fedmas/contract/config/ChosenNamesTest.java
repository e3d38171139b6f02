package org.fedmas.contract.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A stage may depend on a choice that is another stage's key, only where the choice was made. */
class ChosenNamesTest {

  @Test
  void aChosenNameIsFoundAmongSeveral() {
    ConfigReader reader = reader("training: {terms: [scaffold, alignment]}");
    assertThat(RunKeys.hasTerm(reader, "scaffold")).isTrue();
    assertThat(RunKeys.hasTerm(reader, "proximal")).isFalse();
  }

  @Test
  void aChosenNameIsRecorded() {
    ConfigReader reader = reader("aggregation: {rule: fednova}");
    assertThat(RunKeys.normalisesSteps(reader)).isTrue();
    assertThat(reader.recorded().values()).containsOnlyKeys("aggregation.rule");
  }

  @Test
  void otherValuesAreNotRecorded() {
    ConfigReader reader = reader("aggregation: {rule: avg}");
    assertThat(RunKeys.normalisesSteps(reader)).isFalse();
    assertThat(reader.recorded().values()).isEmpty();
  }

  @Test
  void aRecipeWithoutTheKeyHasNotChosenTheName() {
    ConfigReader recipe = ConfigReader.of(reader("seed: 1").recorded());
    assertThat(RunKeys.hasTerm(recipe, "scaffold")).isFalse();
  }

  @Test
  void aClientNeedsAFullBatchWhereIncompleteOnesAreDropped() {
    assertThat(RunKeys.fewestImages(reader("seed: 1"))).isEqualTo(2);
    assertThat(RunKeys.fewestImages(reader("training: {drop-last: true, batch-size: 8}")))
        .isEqualTo(8);
  }

  private static ConfigReader reader(String yaml) {
    return ConfigReader.of(ConfigSource.yaml("test.yaml", yaml, new ConfigProblems()));
  }
}
