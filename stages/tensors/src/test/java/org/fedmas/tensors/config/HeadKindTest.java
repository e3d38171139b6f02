package org.fedmas.tensors.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tensors.network.head.PlainHead;
import org.fedmas.tensors.network.head.SimplexHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadKindTest {

  @Test
  void theSimplexIsDrawnWithTheSeedOfTheRun() {
    ModelSettings settings = read("seed=7", "training.terms=[]", "model.head=simplex");
    assertThat(settings.head()).isEqualTo(SimplexHead.drawn(7));
    assertThat(settings.hasPersonalHead()).isFalse();
  }

  @Test
  void theGenericModelOfPersonalHeadsIsThatOfFederatedAveraging() {
    ModelSettings settings = read("training.terms=[]", "model.head=generic-personal");
    assertThat(settings.head()).isEqualTo(new PlainHead());
    assertThat(settings.hasPersonalHead()).isTrue();
  }

  @Test
  void aRecipeHoldsNeitherHeadNorSeedByDefault() {
    ConfigReader whole = reader("training.terms=[]");
    ModelSettings.read(whole);
    ConfigReader recipe = ConfigReader.of(new Config(whole.recorded().values()));
    ModelSettings.read(recipe);
    assertThat(recipe.recorded().values()).doesNotContainKeys("model.head", "seed");
  }

  @Test
  void aRecipeOfASimplexHoldsTheSeed() {
    ConfigReader whole = reader("training.terms=[]", "model.head=simplex");
    ModelSettings.read(whole);
    assertThat(whole.recorded().values()).containsKeys("model.head", "seed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"simplex", "generic-personal"})
  void termsAndLossesWithAHeadOfTheirOwnAreRefused(String head) {
    for (Map.Entry<String, String> own :
        Map.of(
                "training.terms=[alignment]", "training.terms",
                "training.terms=[model-contrast]", "training.terms",
                "training.loss=ldam", "training.loss")
            .entrySet()) {
      ConfigReader reader =
          own.getKey().startsWith("training.terms")
              ? reader("model.head=" + head, own.getKey())
              : reader("model.head=" + head, "training.terms=[]", own.getKey());
      ModelSettings.read(reader);
      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(reader::finish)
          .withMessageContaining("model.head")
          .withMessageContaining(own.getValue());
    }
  }

  private static ModelSettings read(String... assignments) {
    ConfigReader reader = reader(assignments);
    return ModelSettings.read(reader);
  }

  private static ConfigReader reader(String... assignments) {
    ConfigSource source = ConfigSource.yaml("test", "", new ConfigProblems());
    for (String assignment : assignments) {
      source.set(assignment);
    }
    return ConfigReader.of(source);
  }
}
