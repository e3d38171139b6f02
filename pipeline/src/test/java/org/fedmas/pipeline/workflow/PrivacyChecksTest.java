package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyChecksTest {

  private static final String[] PRIVATE = {
    "aggregation.rule=uniform", "aggregation.normalisation=statistics-local", "privacy.clip=1"
  };

  @ParameterizedTest
  @CsvSource({
    "aggregation.rule=avg, aggregation.rule",
    "aggregation.normalisation=shared, aggregation.normalisation",
    "training.loss=dala, training.loss",
    "training.terms=[dynamic-regulariser], training.terms",
    "aggregation.secure=true, aggregation.secure",
    "privacy.noise-multiplier=0, privacy.noise-multiplier",
    "privacy.delta=0, privacy.delta"
  })
  void privacyRefusesWhatWouldCarryNoNoise(String key, String named) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> read(PRIVATE, key))
        .withMessageContaining(named + ": found");
  }

  @Test
  void aRefusalNamesTheKeyOfPrivacy() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> read(PRIVATE, "aggregation.rule=avg"))
        .withMessageContaining("expected uniform, since privacy.clip is set");
  }

  @ParameterizedTest
  @CsvSource({"aggregation.rule=median", "aggregation.rule=fednova"})
  void aSecureSumRefusesRulesThatSeeSingleModels(String key) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () -> read(new String[] {"training.optimizer=sgd", key}, "aggregation.secure=true"))
        .withMessageContaining("aggregation.rule: found")
        .withMessageContaining("since aggregation.secure hides single models");
  }

  @Test
  void notesTellTheAccountAndThatKeysMustBeSecret() {
    Settings settings = read(PRIVATE, "rounds=100");
    assertThat(PrivacyNotes.of(settings))
        .singleElement()
        .asString()
        .startsWith("after 100 rounds the updates are (")
        .contains("rho 50", "six clients", "secret keys", "outside of the guarantee");
    assertThat(PrivacyNotes.of(read(new String[] {"aggregation.secure=true"}, "rounds=2")))
        .singleElement()
        .asString()
        .contains("secret keys");
    assertThat(PrivacyNotes.of(read(new String[0], "rounds=2"))).isEmpty();
  }

  private static Settings read(String[] keys, String last) {
    ConfigSource source = ConfigSource.yaml("test", "", new ConfigProblems());
    source.set("training.terms=[]").set("aggregation.rule=avg");
    for (String key : keys) {
      source.set(key);
    }
    return Settings.read(source.set(last));
  }
}
