package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.fedmas.contract.FederationKind;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that need a federation are refused without one. */
class FederationChecksTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aggregation.rule=median | avg",
        "aggregation.rule=mas-inv | avg",
        "aggregation.count=full-batches | images",
        "server.optimizer=adam | none",
        "clients.fraction=0.5 | 1",
        "training.terms=[proximal] | alignment",
        "training.terms=[model-contrast] | alignment",
        "alignment.heads=global | both",
        "aggregation.normalisation=local | shared"
      })
  void whatNeedsAFederationIsRefusedNamingBothKeys(String given, String expected) {
    String key = given.substring(0, given.indexOf('='));
    for (String federation : new String[] {"local", "pooled"}) {
      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(() -> read("federation=" + federation, given))
          .withMessageContaining(key)
          .withMessageContaining("expected ")
          .withMessageContaining(expected)
          .withMessageContaining("federation: " + federation);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "evaluation.personal=true | evaluation.personal",
        "auxiliary.network=mix | auxiliary.network"
      })
  void thePoolHasNoModelsOfItsClients(String given, String key) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> read("federation=pooled", given))
        .withMessageContaining(key)
        .withMessageContaining("federation: pooled");
    assertThat(read("federation=local", given).isLocal()).isTrue();
  }

  @Test
  void aPersonalHeadNeedsAFederation() {
    String[] head = {"model.head=generic-personal", "training.terms=[]", "federation=local"};
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> read(head))
        .withMessageContaining("model.head")
        .withMessageContaining("federation: local");
  }

  @Test
  void theDefaultRuleHasNoEffectAndNeedsNoTerm() {
    Settings settings = read("federation=local", "aggregation.rule=mas", "training.terms=[]");
    assertThat(settings.needsPrior()).isFalse();
    assertThat(settings.training().aggregation().rule().id()).isEqualTo("avg");
  }

  @Test
  void theAlignmentTermNeedsNoFederation() {
    Settings settings = read("federation=pooled");
    assertThat(settings.isPooled()).isTrue();
    assertThat(settings.needsFeatures()).isTrue();
    assertThat(settings.needsPrior()).isFalse();
  }

  @Test
  void clientsAreFederatedUnlessConfigured() {
    assertThat(read().training().federation()).isEqualTo(FederationKind.FEDERATED);
  }

  private static Settings read(String... assignments) {
    ConfigSource source = ConfigSource.yaml("some.yaml", "", new ConfigProblems());
    for (String assignment : assignments) {
      source.set(assignment);
    }
    return Settings.read(source);
  }
}
