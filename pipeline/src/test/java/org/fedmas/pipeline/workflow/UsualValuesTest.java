package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.junit.jupiter.api.Test;

class UsualValuesTest {

  private static Config config(String... assignments) {
    ConfigSource source = ConfigSource.yaml("test", "", new ConfigProblems());
    for (String assignment : assignments) {
      source.set(assignment);
    }
    return Settings.read(source).config();
  }

  @Test
  void aConfigurationWithoutAnythingSetIsUsual() {
    Config config = config();

    assertThat(UsualValues.of(config)).isEqualTo(config.values());
  }

  @Test
  void aSetKeyHasItsDefault() {
    Map<String, JsonNode> usual = UsualValues.of(config("rounds=7", "training.loss=ce"));

    assertThat(usual.get("rounds").intValue()).isEqualTo(100);
    assertThat(usual.get("training.loss").textValue()).isEqualTo("bsm");
  }

  @Test
  void aDefaultThatFollowsFromOthersIsTheirs() {
    assertThat(UsualValues.of(config("dataset.kind=manifest")).get("report.many-above").intValue())
        .isEqualTo(100);
    assertThat(UsualValues.of(config()).get("report.many-above").intValue()).isEqualTo(1500);
  }

  @Test
  void aKeyThatOthersRequireHasNone() {
    assertThat(UsualValues.of(config("dataset.kind=sample", "dataset.images=100")))
        .doesNotContainKey("dataset.kind");
  }
}
