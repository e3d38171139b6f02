package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights and image sizes that do not fit a network are refused before any work. */
class UnusableWeightsTest {

  private static final String CONFIG =
      "{dataset: {kind: sample, images: 60}, image: {size: 32}, model: {backbone: resnet8, weights:"
          + " seeded}}";

  @TempDir Path folder;
  private Path config = Path.of("");

  @BeforeEach
  void write() throws IOException {
    config = Files.writeString(folder.resolve("tiny.yaml"), CONFIG);
    Safetensors.write(
        folder.resolve("other.safetensors"),
        new ModelState(
            Map.of(
                "conv1.weight", StoredTensor.of(new float[3], 1, 3, 1, 1),
                "surplus.bias", StoredTensor.of(new float[2], 2))));
    Safetensors.write(
        folder.resolve("patch16.safetensors"),
        new ModelState(
            Map.of(
                "patch_embed.proj.weight",
                StoredTensor.of(new float[384 * 3 * 16 * 16], 384, 3, 16, 16))));
  }

  private Said run(String keys) {
    List<String> words =
        new java.util.ArrayList<>(
            List.of("run", "--config", config.toString(), "--data", folder.toString()));
    words.addAll(List.of("--artifacts", folder.resolve("artifacts").toString()));
    for (String key : keys.split(" ", -1)) {
      words.addAll(List.of("--set", key));
    }
    return Said.by(words.toArray(String[]::new));
  }

  private void refused(String keys, int code, String... parts) {
    Said said = run(keys);
    assertThat(said.error()).contains(parts);
    assertThat(said.code()).isEqualTo(code);
    assertThat(folder.resolve("artifacts/image-shards")).doesNotExist();
    assertThat(folder.resolve("artifacts/image-indexes")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "auxiliary.network=moco-v2-resnet18 auxiliary.weights=other.safetensors",
    "auxiliary.network=moco-v2-resnet18 pretrain.weights=other.safetensors",
    "auxiliary.network=imagenet-resnet18 auxiliary.weights=other.safetensors"
  })
  void anotherArchitectureIsNamedWithShapes(String keys) {
    refused(
        keys,
        3,
        "other.safetensors does not fit the model in",
        "missing layer1.0.conv1.weight [64, 64, 3, 3]",
        "shape of conv1.weight: found [1, 3, 1, 1], expected [64, 3, 7, 7]",
        "unexpected surplus.bias [2]");
  }

  @Test
  void missingTensorsOfAnEncoderAreNamedWithShapes() {
    refused(
        "auxiliary.network=dino-vit-s16 auxiliary.weights=patch16.safetensors",
        3,
        "missing cls_token [1, 1, 384]",
        "missing blocks.11.mlp.fc2.weight [384, 1536]");
  }

  @Test
  void anotherPatchSizeIsNamedWithShapes() {
    refused(
        "auxiliary.network=dinov2-vit-s14 auxiliary.weights=patch16.safetensors image.size=28"
            + " model.backbone=resnet18",
        3,
        "shape of patch_embed.proj.weight: found [384, 3, 16, 16], expected [384, 3, 14, 14]");
  }

  @Test
  void anImageSizeBetweenPatchesIsNamedWithTheNearestSizes() {
    refused(
        "auxiliary.network=dino-vit-s16 auxiliary.weights=patch16.safetensors image.size=40"
            + " model.backbone=resnet18",
        2,
        "image.size",
        "dino-vit-s16",
        "found 40x40 pixels",
        "Set image.size to 32 or 48");
  }
}
