package org.fedmas.tensors.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.junit.jupiter.api.Test;

class AuxiliarySettingsTest {

  private static final Path NOWHERE = Path.of("nowhere");

  @Test
  void byDefaultAllClientsShareOneFrozenNetwork() {
    AuxiliarySettings settings = read("");
    assertThat(names(settings)).containsOnly("moco-v2-resnet50");
  }

  @Test
  void networksOfAMixAreAssignedInTurn() {
    AuxiliarySettings settings = read("auxiliary: {network: mix}\n");
    assertThat(names(settings))
        .containsExactly(
            "moco-v2-resnet50",
            "imagenet-resnet50",
            "moco-v2-resnet50",
            "imagenet-resnet50",
            "moco-v2-resnet50",
            "imagenet-resnet50");
    assertThat(names(read("auxiliary: {network: mix}\n"))).isEqualTo(names(settings));
    assertThat(
            names(read("auxiliary: {network: mix, mix: [imagenet-resnet50, moco-v2-resnet50]}\n")))
        .startsWith("imagenet-resnet50", "moco-v2-resnet50");
    assertThat(settings.of(new ClientId(1)).weights().file(NOWHERE))
        .contains(NOWHERE.resolve("resnet50-11ad3fa6.pth"));
  }

  @Test
  void networksOfAMixMayHaveTheirOwnCheckpoints() {
    AuxiliarySettings settings =
        read("auxiliary: {network: mix, weights: [moco-v2, mine/resnet50.pth]}\n");
    assertThat(settings.of(new ClientId(0)).weights().file(NOWHERE))
        .contains(NOWHERE.resolve("moco_v2_800ep_pretrain.pth.tar"));
    assertThat(settings.of(new ClientId(1)).weights().file(NOWHERE))
        .contains(NOWHERE.resolve("mine/resnet50.pth"));
    assertThat(read("auxiliary: {weights: mine/resnet50.pth}\n").anySeeded()).isFalse();
  }

  @Test
  void seededNetworksOfAMixDiffer() {
    AuxiliarySettings settings = read("auxiliary: {network: mix, weights: seeded}\n");
    assertThat(settings.anySeeded()).isTrue();
    assertThat(settings.of(new ClientId(0)).state(NOWHERE, 0).digest())
        .isNotEqualTo(settings.of(new ClientId(1)).state(NOWHERE, 0).digest())
        .isEqualTo(settings.of(new ClientId(2)).state(NOWHERE, 0).digest());
  }

  @Test
  void encodersKnowTheirFilesAndWidths() {
    AuxiliarySettings settings = read("auxiliary: {network: clip-vit-b32}\n");
    assertThat(settings.of(new ClientId(0)).extractor().features()).isEqualTo(512);
    assertThat(settings.of(new ClientId(0)).weights().file(NOWHERE))
        .contains(NOWHERE.resolve("ViT-B-32.pt"));
    assertThat(
            read("auxiliary: {network: dino-vit-s16, weights: dino}\n")
                .of(new ClientId(0))
                .weights()
                .file(NOWHERE))
        .contains(NOWHERE.resolve("dino_deitsmall16_pretrain.pth"));
    refused(
        "auxiliary: {network: mix, mix: [dino-vit-s16, clip-vit-b16]}\n",
        "auxiliary.mix",
        "[384, 512]");
  }

  @Test
  void rejectsAMixOfDifferentWidths() {
    refused(
        "auxiliary: {network: mix, mix: [imagenet-resnet18, imagenet-resnet50]}\n",
        "auxiliary.mix",
        "[512, 2048]");
  }

  @Test
  void rejectsUnfittingWeights() {
    refused(
        "auxiliary: {network: mix, weights: [a, b, c]}\n",
        "auxiliary.weights",
        "one value for all networks of auxiliary.mix, or 2");
    refused("auxiliary: {mix: [imagenet-resnet50]}\n", "auxiliary.mix", "unknown key");
    refused("auxiliary: {network: mix, mix: [resnet50]}\n", "auxiliary.mix", "expected one of");
    refused("auxiliary: {statistics: adapted}\n", "auxiliary.statistics", "client-adapted");
  }

  private static List<String> names(AuxiliarySettings settings) {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      names.add(settings.of(new ClientId(k)).name());
    }
    return names;
  }

  private static void refused(String yaml, String... parts) {
    assertThatExceptionOfType(ConfigException.class)
        .as(yaml)
        .isThrownBy(() -> read(yaml))
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  private static AuxiliarySettings read(String yaml) {
    ConfigReader reader =
        ConfigReader.of(ConfigSource.yaml("some.yaml", yaml, new ConfigProblems()));
    AuxiliarySettings settings = AuxiliarySettings.read(reader);
    AuxiliaryStatistics.choice().read(reader);
    reader.finish();
    return settings;
  }
}
