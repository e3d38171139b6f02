package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.json.Json;
import org.junit.jupiter.api.Test;

class PretrainedOriginTest {

  private static Config config(String kind, String split, int fold) {
    return Config.of(
        Json.object()
            .put("dataset.kind", kind)
            .put("split.kind", split)
            .put("fold", fold)
            .put("pretrain.images", "federated"));
  }

  private static Optional<String> warning(Config made, Config run) {
    return PretrainedOrigin.parse(PretrainedOrigin.of(made).text()).warning("own.pth.tar", run);
  }

  @Test
  void theSameFoldHasNoWarning() {
    assertThat(warning(config("sample", "official", 1), config("sample", "official", 1))).isEmpty();
  }

  @Test
  void anotherFoldOfTheSameDataIsWarnedAbout() {
    assertThat(warning(config("sample", "official", 1), config("sample", "official", 2)))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .contains("own.pth.tar", "fold 1, but this run has", "fold 2")
                    .contains("test images"));
  }

  @Test
  void anotherSplitOfTheSameDataIsWarnedAbout() {
    assertThat(warning(config("flamby-isic", "lesion", 1), config("flamby-isic", "official", 1)))
        .isPresent();
  }

  @Test
  void otherDataHaveNoWarning() {
    assertThat(warning(config("sample", "official", 1), config("flamby-isic", "official", 2)))
        .isEmpty();
  }
}
