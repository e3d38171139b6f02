package org.fedmas.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.images.view.ViewSettings;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.optimizer.Adam;
import org.fedmas.tensors.optimizer.AdamW;
import org.fedmas.tensors.optimizer.Sgd;
import org.junit.jupiter.api.Test;

class TrainingSettingsTest {

  private static final UnitKey UNIT = UnitKey.of(StageName.TRAINING, new Round(2), new ClientId(0));

  @Test
  void theNumberOfRoundsIsInTheRecipeIfItMatters() {
    assertThat(dependsOnRounds()).isFalse();
    assertThat(dependsOnRounds("training.schedule=steps", "training.schedule-rounds=[3]"))
        .isFalse();
    assertThat(dependsOnRounds("training.terms=[proximal, model-contrast]")).isFalse();
    assertThat(dependsOnRounds("alignment.heads=global")).isFalse();
    assertThat(dependsOnRounds("training.schedule=cosine")).isTrue();
    assertThat(dependsOnRounds("training.loss=ldam")).isTrue();
    assertThat(dependsOnRounds("alignment.ramp-from=50")).isTrue();
    assertThat(dependsOnRounds("alignment.class-weighted=true")).isTrue();
  }

  @Test
  void resolvedKeysReadBackEqual() {
    for (String[] keys :
        List.of(
            new String[] {},
            new String[] {"training.optimizer=sgd", "training.schedule=cosine"},
            new String[] {"training.optimizer=adamw", "training.sampler=class-aware"},
            new String[] {"training.schedule=steps", "training.schedule-rounds=[3, 9]"},
            new String[] {"training.terms=[alignment, proximal]", "training.loss=ldam"})) {
      Config whole = resolved(keys);
      Config part = new TrainingStage().recipeConfig(ArtifactKind.CLIENT_UPDATE, whole);
      assertThat(TrainingSettings.read(ConfigReader.of(part)))
          .isEqualTo(TrainingSettings.read(ConfigReader.of(whole)));
    }
  }

  @Test
  void termsHaveOneOrder() {
    assertThat(TestConfiguration.settings("training.terms=[alignment, model-contrast, proximal]"))
        .isEqualTo(
            TestConfiguration.settings("training.terms=[proximal, alignment, model-contrast]"));
  }

  @Test
  void optimisersHaveThePublishedParametersByDefault() {
    assertThat(TestConfiguration.settings().optimizer()).isEqualTo(Adam.published());
    assertThat(TestConfiguration.settings("training.optimizer=adamw").optimizer())
        .isEqualTo(AdamW.published());
    assertThat(TestConfiguration.settings("training.optimizer=sgd").optimizer())
        .isEqualTo(Sgd.published());
    assertThat(
            TestConfiguration.settings(
                    "training.optimizer=sgd", "training.momentum=0.5", "training.weight-decay=0")
                .optimizer())
        .isEqualTo(new Sgd(0.5, true, 0));
  }

  /** Differs from the published code, which ignores both keys. */
  @Test
  void fedMasUsesTheConfiguredRateAndOptimiser() {
    TrainingSettings settings =
        TestConfiguration.settings("training.learning-rate=0.01", "training.optimizer=adamw");
    assertThat(settings.aligned()).isTrue();
    assertThat(settings.learningRateIn(new Round(1))).isEqualTo(0.01);
    assertThat(settings.optimizer()).isInstanceOf(AdamW.class);
  }

  @Test
  void impossibleCombinationsAreRefused() {
    for (String loss : List.of("flamby-focal", "lcc", "ldam")) {
      refused("alignment.weight", "alignment.weight=0", "training.loss=" + loss);
    }
    refused("alignment.ramp-from", "alignment.ramp-from=100");
    refused("alignment.ramp-from", "alignment.ramp-from=7", "rounds=7");
    refused("training.schedule-rounds", "training.schedule=steps");
    refused("training.schedule-rounds", "training.schedule=steps", "training.schedule-rounds=[a]");
    refused(
        "training.minimum-learning-rate",
        "training.schedule=cosine",
        "training.learning-rate=1e-5");
    refused("training.weight-decay: unknown key", "training.weight-decay=0.1");
    refused("training.momentum: unknown key", "training.momentum=0.1");
    refused("training.schedule-rounds: unknown key", "training.schedule-rounds=[5]");
    refused("proximal.weight: unknown key", "proximal.weight=1");
    refused("alignment.heads: unknown key", "training.terms=[]", "alignment.heads=global");
    refused("did you mean proximal", "training.terms=[proximol]");
  }

  @Test
  void withoutAlignmentItsWeightHasNoEffect() {
    TrainingSettings settings =
        TestConfiguration.settings("training.terms=[proximal]", "training.loss=lcc");
    assertThat(settings.needsFeatures()).isFalse();
    assertThat(settings.aligned()).isFalse();
  }

  private static void refused(String message, String... keys) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> resolved(keys))
        .withMessageContaining(message);
  }

  private static boolean dependsOnRounds(String... keys) {
    return new TrainingStage()
        .recipeConfig(ArtifactKind.CLIENT_UPDATE, resolved(keys))
        .values()
        .containsKey("rounds");
  }

  /** Returns the resolved configuration of training. */
  private static Config resolved(String... keys) {
    ConfigSource source = ConfigSource.yaml("test", "", new ConfigProblems());
    for (String key : keys) {
      source.set(key);
    }
    ConfigReader reader = ConfigReader.of(source);
    reader.whole("seed", 0, 0, Long.MAX_VALUE);
    reader.integer("rounds", 100, 1, 1_000_000);
    ModelSettings.read(reader);
    AuxiliarySettings.read(reader);
    ViewSettings.read(reader);
    TrainingSettings.read(reader);
    return reader.finish();
  }
}
