package org.fedmas.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PretrainSettingsTest {

  private static PretrainSettings read(String keys) {
    ConfigReader reader =
        ConfigReader.of(
            ConfigSource.yaml("test.yaml", "pretrain: {" + keys + "}\n", new ConfigProblems()));
    PretrainSettings settings = PretrainSettings.read(reader, "resnet50");
    reader.finish();
    return settings;
  }

  @Test
  void theLearningRateFollowsTheBatch() {
    assertThat(read("batch-size: 128").learningRate()).isEqualTo(0.015);
  }

  @Test
  void theQueueIsHalfOfTheImagesInWholeBatches() {
    PretrainSettings settings = read("batch-size: 64");
    assertThat(settings.queueSize(1000)).isEqualTo(448);
    assertThat(settings.queueSize(100)).isEqualTo(64);
    assertThat(settings.queueSize(40)).isEqualTo(40);
    assertThat(settings.queueSize(100_000)).isEqualTo(4096);
  }

  @Test
  void aLongTrainingHasASlowerKeyEncoder() {
    PretrainSettings settings = read("images: pooled, epochs: 200");
    assertThat(settings.keyMomentum(6000)).isEqualTo(0.99);
    assertThat(settings.keyMomentum(6400)).isEqualTo(0.999);
  }

  @Test
  void queuesAreKeptByDefault() {
    assertThat(read("").policy()).isEqualTo(QueuePolicy.KEEP);
    assertThat(read("queue-policy: refill").policy()).isEqualTo(QueuePolicy.REFILL);
  }

  @Test
  void theRateIsConstantWithinARound() {
    PretrainLength length = read("rounds: 2, local-epochs: 3").length();
    assertThat(length.rate(2)).isEqualTo(1);
    assertThat(length.rate(3)).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batch-size: 64, groups: 5|pretrain.groups",
        "batch-size: 4, groups: 4|pretrain.groups",
        "batch-size: 64, queue: 32|pretrain.queue",
        "backbone: resnet34|pretrain.backbone",
        "images: client|pretrain.images",
        "weights: pretrain|pretrain.weights",
        "weights: sample|pretrain.weights",
        "queue-policy: reset|pretrain.queue-policy",
        "images: pooled, queue-policy: refill|pretrain.queue-policy"
      })
  void impossibleNumbersAreRefused(String keys, String key) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> read(keys))
        .withMessageContaining(key);
  }
}
