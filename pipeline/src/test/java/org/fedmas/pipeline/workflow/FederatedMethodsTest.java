package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods of the server have no meaning where clients train alone. */
class FederatedMethodsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training.loss=dala",
        "aggregation.rule=feddg-ga",
        "aggregation.rule=fedce",
        "aggregation.secure=true",
        "privacy.clip=1",
        "classifier.retraining=creff"
      })
  void aClientAloneRefusesThem(String key) {
    ConfigSource source = ConfigSource.yaml("test", "", new ConfigProblems());
    source.set("training.terms=[]").set("federation=local").set(key);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> Settings.read(source))
        .withMessageContaining(key.substring(0, key.indexOf('=')) + ": found")
        .withMessageContaining("under federation: local");
  }
}
