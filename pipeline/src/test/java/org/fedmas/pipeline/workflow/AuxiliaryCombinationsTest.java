package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tensors.config.AuxiliaryStatistics;
import org.junit.jupiter.api.Test;

/** Settings of views and auxiliary networks that cannot work together are refused. */
class AuxiliaryCombinationsTest {

  private static final String FEDAVG = "training: {terms: []}\naggregation: {rule: avg}\n";

  @Test
  void whatCannotWorkTogetherIsRefused() {
    refused(
        "augmentation: {at: full-size}\nimage: {orientation: upright}\n",
        "augmentation.at",
        "stored");
    refused(
        "auxiliary: {network: mix, mix: [imagenet-resnet18, imagenet-efficientnet-b0]}\n",
        "auxiliary.mix",
        "[512, 1280]");
    refused("features: {views: online}\nprior: {view: 2}\n", "prior.view", "0 or drawn");
  }

  @Test
  void encodersRefuseSizesBetweenTheirPatches() {
    refused(
        "auxiliary: {network: dino-vit-s16}\nimage: {size: 100}\n",
        "image.size",
        "dino-vit-s16",
        "found 100x100 pixels",
        "Set image.size to 96 or 112");
    assertThat(read("auxiliary: {network: dinov2-vit-s14}\n").model().auxiliary().name())
        .isEqualTo("dinov2-vit-s14");
  }

  @Test
  void encodersHaveNoStatisticsToAdapt() {
    refused(
        "auxiliary: {network: clip-vit-b16, statistics: client-adapted}\n",
        "auxiliary.statistics",
        "frozen with clip-vit-b16");
  }

  @Test
  void notesNameWhatAnEncoderWasNotMadeFor() {
    assertThat(AuxiliaryNotes.of(read("auxiliary: {network: clip-vit-b16}\n"), Path.of("data")))
        .singleElement()
        .asString()
        .contains("model card");
    assertThat(AuxiliaryNotes.of(read("auxiliary: {weights: seeded}\n"), Path.of("data")))
        .singleElement()
        .asString()
        .contains("seeded (untrained) weights");
    assertThat(AuxiliaryNotes.of(read(FEDAVG), Path.of("data"))).isEmpty();
  }

  @Test
  void everythingPublishedWorksTogether() {
    Settings settings =
        read(
            "features: {views: online}\naugmentation: {at: full-size}\n"
                + "prior: {view: drawn, coverage: full-batches}\n"
                + "auxiliary: {statistics: client-adapted}\n");
    assertThat(settings.model().views().needsOriginals()).isTrue();
    assertThat(settings.model().statistics()).isEqualTo(AuxiliaryStatistics.CLIENT_ADAPTED);
  }

  private static void refused(String yaml, String... parts) {
    assertThatExceptionOfType(ConfigException.class)
        .as(yaml)
        .isThrownBy(() -> read(yaml))
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  private static Settings read(String yaml) {
    return Settings.read(ConfigSource.yaml("some.yaml", yaml, new ConfigProblems()));
  }
}
