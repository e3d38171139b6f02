package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoredRuleChecksTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clients.fraction=0.5",
        "evaluation.selection=test",
        "evaluation.validation-fraction=0"
      })
  void aMissingScoreIsRefusedNamingBothKeys(String key) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> read("feddg-ga", key))
        .withMessageContaining(key.substring(0, key.indexOf('=')) + ": found")
        .satisfies(
            e ->
                org.assertj.core.api.Assertions.assertThat(e.getMessage())
                    .containsAnyOf("aggregation.rule feddg-ga", "rounds are selected on it"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"server.optimizer=adam", "aggregation.normalisation=local"})
  void fedceRefusesModelsThatAreNoMeans(String key) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> read("fedce", key))
        .withMessageContaining(key.substring(0, key.indexOf('=')) + ": found")
        .withMessageContaining("since aggregation.rule fedce takes single clients out");
  }

  @Test
  void otherRulesNeedNoScores() {
    assertThatNoException().isThrownBy(() -> read("avg", "clients.fraction=0.5"));
    assertThatNoException().isThrownBy(() -> read("feddg-ga", "feddg-ga.step=0.1"));
  }

  @Test
  void keysOfARuleThatIsNotChosenAreUnknown() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> read("avg", "feddg-ga.step=0.1"))
        .withMessageContaining("feddg-ga.step: unknown key");
  }

  private static void read(String rule, String key) {
    ConfigSource source = ConfigSource.yaml("test", "", new ConfigProblems());
    source.set("training.terms=[]").set("aggregation.rule=" + rule).set(key);
    Settings.read(source);
  }
}
