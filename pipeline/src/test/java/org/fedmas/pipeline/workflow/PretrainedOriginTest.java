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

  private static Config sample(int fold, int images, long seed, long splitSeed) {
    return Config.of(
        Json.object()
            .put("dataset.kind", "sample")
            .put("dataset.images", images)
            .put("dataset.seed", seed)
            .put("split.kind", "official")
            .put("split.seed", splitSeed)
            .put("fold", fold)
            .put("pretrain.images", "pooled"));
  }

  @Test
  void anotherNumberOfPicturesHasAnotherSplit() {
    assertThat(warning(sample(1, 1500, 0, 0), sample(1, 1500, 0, 0))).isEmpty();
    assertThat(warning(sample(1, 1500, 0, 0), sample(1, 300, 0, 0)))
        .hasValueSatisfying(
            text -> assertThat(text).contains("dataset.images 1500", "dataset.images 300"));
  }

  @Test
  void anotherSeedGivesOtherPictures() {
    assertThat(warning(sample(1, 1500, 0, 0), sample(2, 1500, 7, 0))).isEmpty();
  }

  @Test
  void theSplitSeedCountsWhereTheSplitIsDrawn() {
    assertThat(warning(sample(1, 1500, 0, 0), sample(1, 1500, 0, 3))).isEmpty();
    assertThat(warning(sample(2, 1500, 0, 0), sample(2, 1500, 0, 3)))
        .hasValueSatisfying(text -> assertThat(text).contains("split.seed 3"));
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
