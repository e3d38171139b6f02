package org.fedmas.results.detail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.json.Json;
import org.junit.jupiter.api.Test;

class RunSettingsTest {

  private static final Config CONFIG =
      Config.of(Json.object().put("fold", 2).put("rounds", 100).put("training.loss", "bsm"));

  @Test
  void aKeyWithAnotherValueThanUsualIsMarked() {
    Map<String, JsonNode> usual =
        Map.of("fold", Json.tree(1), "rounds", Json.tree(100), "training.loss", Json.tree("bsm"));

    RunSettings settings = RunSettings.of(CONFIG, usual, "fedmas run");

    assertThat(settings.keys())
        .containsExactly(
            new RunSettings.Key("fold", "2", "1", true),
            new RunSettings.Key("rounds", "100", "100", false),
            new RunSettings.Key("training.loss", "bsm", "bsm", false));
  }

  @Test
  void aKeyThatTheOthersRequireIsMarked() {
    RunSettings settings = RunSettings.of(CONFIG, Map.of(), "fedmas run");

    assertThat(settings.keys()).extracting(RunSettings.Key::changed).containsOnly(true);
    assertThat(settings.keys()).extracting(RunSettings.Key::usual).containsOnlyNulls();
  }

  @Test
  void theTextIsThatOfTheFile() {
    assertThat(RunSettings.of(CONFIG, Map.of(), "fedmas run").yaml()).isEqualTo(CONFIG.yaml());
    assertThat(List.of(RunSettings.NONE.yaml(), RunSettings.NONE.command())).containsOnly("");
  }
}
