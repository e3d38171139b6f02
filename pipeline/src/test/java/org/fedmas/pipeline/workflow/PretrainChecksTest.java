package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of configurations that pretrain their auxiliary network. */
class PretrainChecksTest {

  private static Settings read(String... assignments) {
    ConfigSource source = ConfigSource.yaml("test", "", new ConfigProblems());
    for (String assignment : assignments) {
      source.set(assignment);
    }
    return Settings.read(source);
  }

  @Test
  void aNetworkWithoutPublishedValuesIsPretrained() {
    Settings settings = read("auxiliary.network=moco-v2-resnet18");
    assertThat(settings.pretraining().orElseThrow().backbone().id()).isEqualTo("resnet18");
  }

  @Test
  void aNetworkFromAFileIsNotPretrained() {
    assertThat(read().pretraining()).isEmpty();
  }

  @Test
  void nothingIsPretrainedWhereNoFeaturesAreNeeded() {
    Settings settings =
        read("auxiliary.weights=pretrain", "training.terms=[]", "aggregation.rule=avg");
    assertThat(settings.pretraining()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "auxiliary.network=moco-v2-resnet18|pretrain.backbone=resnet50|pretrain.backbone",
        "auxiliary.network=dino-vit-s16|auxiliary.weights=pretrain|pretrain.backbone",
        "auxiliary.network=mix|auxiliary.weights=pretrain|auxiliary.network",
        "auxiliary.network=moco-v2-resnet8|image.size=64|pretrain.image-size",
        "auxiliary.weights=pretrain|pretrain.epochs=3|pretrain.epochs",
        "auxiliary.network=moco-v2-resnet18|federation=pooled|pretrain.images",
        "model.weights=pretrain|seed=0|model.weights",
        "model.weights=sample|seed=0|model.weights"
      })
  void impossibleCombinationsAreRefused(String first, String second, String key) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> read(first, second))
        .withMessageContaining(key);
  }
}
