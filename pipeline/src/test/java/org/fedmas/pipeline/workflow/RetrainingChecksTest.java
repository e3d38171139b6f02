package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetrainingChecksTest {

  @ParameterizedTest
  @CsvSource({
    "training.loss=ldam, training.loss",
    "aggregation.secure=true, aggregation.secure",
    "privacy.clip=1, privacy.clip"
  })
  void aCombinationThatCannotWorkIsRefused(String key, String named) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> read(key))
        .withMessageContaining(named + ": found")
        .withMessageContaining("since classifier.retraining trains a linear classifier");
  }

  @Test
  void notesTellThatGradientsGiveLittlePrivacy() {
    assertThat(PrivacyNotes.of(read("creff.features=10")))
        .singleElement()
        .asString()
        .contains("its privacy is weak");
  }

  private static Settings read(String key) {
    ConfigSource source = ConfigSource.yaml("test", "", new ConfigProblems());
    source.set("training.terms=[]").set("aggregation.rule=avg");
    return Settings.read(source.set("classifier.retraining=creff").set(key));
  }
}
