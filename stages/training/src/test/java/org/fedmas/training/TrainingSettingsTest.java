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
import org.fedmas.tensors.loss.DeferredWeights;
import org.fedmas.tensors.loss.EffectiveNumber;
import org.fedmas.tensors.loss.FlambyFocal;
import org.fedmas.tensors.loss.Focal;
import org.fedmas.tensors.loss.LabelDistributionMargin;
import org.fedmas.tensors.loss.LogitCalibrated;
import org.fedmas.tensors.network.layer.Regularisation;
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
            new String[] {"training.steps=7", "training.optimizer-state=reset"},
            new String[] {"training.weight-decay=0.01", "training.loss-parts=true"},
            new String[] {"training.optimizer=sgd", "training.momentum=0"},
            new String[] {"training.loss=flamby-focal", "flamby-focal.alpha=[1, 2]"},
            new String[] {"alignment.ramp-from=3", "alignment.ramp-end=above-zero"},
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
    refused(
        "training.nesterov: found true, expected false, since training.momentum is 0",
        "training.optimizer=sgd",
        "training.momentum=0",
        "training.nesterov=true");
    refused(
        "training.epochs: found 2, expected no value, since training.steps is 10",
        "training.steps=10",
        "training.epochs=2");
    refused("alignment.ramp-end: unknown key", "alignment.ramp-end=above-zero");
    refused("training.nesterov: unknown key", "training.nesterov=true");
    refused("focal.gamma: unknown key", "focal.gamma=1");
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

  @Test
  void defaultsOfNewKeysAreInNoRecipe() {
    Config recipe =
        new TrainingStage()
            .recipeConfig(
                ArtifactKind.CLIENT_UPDATE,
                resolved("training.optimizer=sgd", "training.loss=focal", "alignment.ramp-from=3"));
    assertThat(recipe.values().keySet())
        .contains("training.epochs", "training.momentum")
        .doesNotContain(
            "training.nesterov",
            "training.steps",
            "training.optimizer-state",
            "training.loss-parts",
            "focal.gamma",
            "alignment.ramp-end");
  }

  @Test
  void lossesTakeTheirParameters() {
    assertThat(TestConfiguration.settings("training.loss=focal", "focal.gamma=1.5").loss())
        .isEqualTo(new Focal(1.5));
    assertThat(TestConfiguration.settings("training.loss=lcc", "lcc.tau=1").loss())
        .isEqualTo(new LogitCalibrated(1));
    assertThat(TestConfiguration.settings("training.loss=cb", "cb.beta=0.99").loss())
        .isEqualTo(new EffectiveNumber(0.99));
    assertThat(
            TestConfiguration.settings(
                    "training.loss=flamby-focal",
                    "flamby-focal.gamma=1",
                    "flamby-focal.alpha=[1, 2.5]")
                .loss())
        .isEqualTo(new FlambyFocal(1, List.of(1.0, 2.5)));
    assertThat(
            TestConfiguration.settings(
                    "training.loss=ldam", "ldam.margin=0.3", "ldam.scale=10", "ldam.beta=0.9")
                .loss())
        .isEqualTo(new LabelDistributionMargin(0.3, 10, 0.9, DeferredWeights.BEFORE));
  }

  @Test
  void efficientNetHasItsOwnDropout() {
    assertThat(TestConfiguration.settings("model.backbone=efficientnet-b0").regularisation())
        .isEqualTo(new Regularisation(0.2, 0.2));
    assertThat(TestConfiguration.settings().regularisation()).isEqualTo(Regularisation.NONE);
  }

  @Test
  void theVersionIsHigherOnlyWhereBytesChanged() {
    assertThat(version()).isEqualTo(4);
    assertThat(version("training.sampler=class-aware", "features.views=0")).isEqualTo(4);
    assertThat(version("training.terms=[]", "training.dropout=0.5")).isEqualTo(4);
    assertThat(version("training.sampler=class-aware")).isEqualTo(5);
    assertThat(version("training.sampler=class-balanced", "features.views=online")).isEqualTo(5);
    assertThat(version("training.dropout=0.5")).isEqualTo(5);
  }

  private static int version(String... keys) {
    TrainingStage stage = new TrainingStage();
    Config recipe = stage.recipeConfig(ArtifactKind.CLIENT_UPDATE, resolved(keys));
    return stage.version(ArtifactKind.CLIENT_UPDATE, recipe);
  }

  @Test
  void aRoundThatForgetsReadsNothingOfThePreviousOne() {
    String reset = "training.optimizer-state=reset";
    assertThat(TestConfiguration.settings().readsPrevious()).isTrue();
    assertThat(TestConfiguration.settings(reset).readsPrevious()).isFalse();
    assertThat(TestConfiguration.settings(reset, "training.steps=3").readsPrevious()).isTrue();
    assertThat(TestConfiguration.settings(reset, "alignment.heads=global").readsPrevious())
        .isTrue();
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
