package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.junit.jupiter.api.Test;

class IdleKeysTest {

  @Test
  void aCountThatARuleIgnoresIsRefused() {
    for (String rule : new String[] {"uniform", "median", "trimmed-mean", "krum", "multi-krum"}) {
      refused(
          "aggregation.count: found \"full-batches\", expected images, since aggregation.rule: "
              + rule,
          "aggregation.rule=" + rule,
          "aggregation.count=full-batches");
    }
  }

  @Test
  void aCountThatARuleUsesIsTaken() {
    for (String rule : new String[] {"avg", "mas", "mas-inv", "mas-drw", "geometric-median"}) {
      assertThat(read("aggregation.rule=" + rule, "aggregation.count=full-batches")).isNotNull();
    }
  }

  @Test
  void aRampOfNoWeightIsRefused() {
    refused(
        "alignment.ramp-from: found 5, expected 0, since alignment.weight is 0",
        "alignment.weight=0",
        "alignment.ramp-from=5");
  }

  @Test
  void classWeightsOfNoWeightAreRefused() {
    refused(
        "alignment.class-weighted: found true, expected false, since alignment.weight is 0",
        "alignment.weight=0",
        "alignment.class-weighted=true");
  }

  @Test
  void parametersOfNoContrastAreRefused() {
    refused(
        "model-contrast.temperature: found 0.7, expected 0.5, since model-contrast.weight is 0",
        "training.terms=[alignment, model-contrast]",
        "model-contrast.weight=0",
        "model-contrast.temperature=0.7");
    refused(
        "model-contrast.statistics: found \"eval\", expected train, since model-contrast.weight",
        "training.terms=[alignment, model-contrast]",
        "model-contrast.weight=0",
        "model-contrast.statistics=eval");
  }

  @Test
  void defaultsAreTakenWithoutEffect() {
    assertThat(
            read(
                "training.terms=[alignment, model-contrast]",
                "model-contrast.weight=0",
                "model-contrast.temperature=0.5",
                "alignment.weight=0",
                "alignment.ramp-from=0"))
        .isNotNull();
  }

  private static void refused(String message, String... assignments) {
    assertThatThrownBy(() -> read(assignments))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  private static Settings read(String... assignments) {
    ConfigSource source =
        ConfigSource.yaml("idle.yaml", "dataset: {kind: sample}", new ConfigProblems());
    for (String assignment : assignments) {
      source.set(assignment);
    }
    return Settings.read(source);
  }
}
