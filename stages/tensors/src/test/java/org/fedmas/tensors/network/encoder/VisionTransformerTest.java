package org.fedmas.tensors.network.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.images.prepare.Normalisation;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.config.BackboneCheckpoint;
import org.fedmas.tensors.network.FeatureNetwork;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisionTransformerTest {

  private static final VisionTransformer TINY_DINO = tiny(TransformerFamily.DINO, 0);
  private static final VisionTransformer TINY_CLIP = tiny(TransformerFamily.CLIP, 16);

  @TempDir private Path folder;

  @Test
  void publishedEncodersHaveTheirNumberOfTensors() {
    int[] tensors = {150, 150, 174, 174, 152, 152};
    long[] numbers = {21_665_664, 85_798_656, 22_056_192, 86_579_712, 87_849_216, 86_192_640};
    int[] features = {384, 768, 384, 768, 512, 512};
    for (int i = 0; i < tensors.length; i++) {
      VisionTransformer encoder = VisionTransformer.PUBLISHED.get(i);
      assertThat(encoder.layout().tensors()).as(encoder.id()).hasSize(tensors[i]);
      assertThat(encoder.layout().tensors().stream().mapToLong(spec -> spec.size()).sum())
          .as(encoder.id())
          .isEqualTo(numbers[i]);
      assertThat(encoder.features()).isEqualTo(features[i]);
    }
  }

  @Test
  void sidesAreMultiplesOfThePatch() {
    for (int side : new int[] {64, 96, 224}) {
      VisionTransformer.DINO_S16.requireImages(side, side);
    }
    for (int side : new int[] {56, 84, 98, 224}) {
      VisionTransformer.DINOV2_S14.requireImages(side, side);
    }
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> VisionTransformer.DINO_S16.requireImages(100, 100))
        .withMessage(
            "images of dino-vit-s16: found 100x100 pixels, expected sides that are multiples of"
                + " its patches of 16x16 pixels. Set image.size to 96 or 112");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> VisionTransformer.CLIP_B32.requireImages(8, 8))
        .withMessageContaining("Set image.size to 32 or 64");
  }

  @Test
  void fewPatchesAreWarnedAbout() {
    assertThat(VisionTransformer.DINO_S16.cautions(224)).isEmpty();
    assertThat(VisionTransformer.DINO_S16.cautions(64))
        .singleElement()
        .asString()
        .contains("4x4 patches", "From image.size 80 on");
  }

  @Test
  void clipNamesItsModelCardAndOtherSizes() {
    assertThat(VisionTransformer.CLIP_B16.cautions(224))
        .singleElement()
        .asString()
        .contains("model card");
    assertThat(VisionTransformer.CLIP_B16.cautions(96))
        .hasSize(2)
        .last()
        .asString()
        .contains("224");
  }

  @Test
  void featuresAreThoseOfAllTokens() {
    ModelState state = state(TINY_DINO);
    try (NDManager root = TensorEngine.newManager(ComputeDevice.CPU)) {
      TransformerEncoder layers = TransformerEncoder.of(TINY_DINO, state, ChannelMap.none(), root);
      NDArray x = images(root, Normalisation.IMAGENET);
      NDArray tokens = layers.embedding().apply(x);
      for (TransformerBlock block : layers.blocks()) {
        tokens = block.apply(tokens);
      }
      NDArray all = layers.norm().apply(tokens).get(":, 0");
      assertClose(layers.features(x), Transfer.floats(all));
    }
  }

  @Test
  void theEncodersOwnNormalisationIsFoldedIn() {
    ModelState state = state(TINY_CLIP);
    try (NDManager root = TensorEngine.newManager(ComputeDevice.CPU);
        FeatureNetwork network = FeatureNetwork.of(TINY_CLIP, state, root)) {
      TransformerEncoder plain = TransformerEncoder.of(TINY_CLIP, state, ChannelMap.none(), root);
      NDArray expected = plain.features(images(root, Normalisation.CLIP));
      assertClose(
          network.features(images(root, Normalisation.IMAGENET)), Transfer.floats(expected));
    }
  }

  @Test
  void featuresLeaveNoArraysBehind() {
    try (NDManager root = TensorEngine.newManager(ComputeDevice.CPU);
        FeatureNetwork network = FeatureNetwork.of(TINY_CLIP, state(TINY_CLIP), root)) {
      network.features(images(root, Normalisation.IMAGENET)).close();
      int before = TensorEngine.liveArrays();
      for (int i = 0; i < 3; i++) {
        try (NDArray x = images(root, Normalisation.IMAGENET);
            NDArray features = network.features(x)) {
          assertThat(features.getShape().getShape()).containsExactly(2, 16);
        }
      }
      assertThat(TensorEngine.liveArrays()).isEqualTo(before);
    }
  }

  @Test
  void resultsBelongToTheOwnerOfTheImages() {
    try (NDManager root = TensorEngine.newManager(ComputeDevice.CPU);
        FeatureNetwork network = FeatureNetwork.of(TINY_DINO, state(TINY_DINO), root);
        NDManager step = root.newSubManager()) {
      NDArray features = network.features(images(step, Normalisation.IMAGENET));
      assertThat(features.getManager()).isSameAs(step);
    }
  }

  @Test
  void detectsAChangeOfAnyLayer() {
    try (NDManager root = TensorEngine.newManager(ComputeDevice.CPU);
        FeatureNetwork network = FeatureNetwork.of(TINY_CLIP, state(TINY_CLIP), root)) {
      network.requireUnchanged();
      for (NDArray tensor : network.layers().tensors()) {
        tensor.addi(1);
        assertThatExceptionOfType(StageFailedException.class).isThrownBy(network::requireUnchanged);
        tensor.subi(1);
      }
    }
  }

  @Test
  void checkpointsOfOtherEncodersAreRefused() throws IOException {
    Path file = folder.resolve("dino.safetensors");
    Safetensors.write(file, state(TINY_DINO));
    assertThatThrownBy(() -> BackboneCheckpoint.read(file, TINY_CLIP))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("missing visual.class_embedding [32]")
        .hasMessageContaining("unexpected cls_token [1, 1, 32]");
  }

  @Test
  void missingTensorsAreNamed() throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>(state(TINY_DINO).tensors());
    tensors.remove("blocks.1.attn.qkv.bias");
    Path file = folder.resolve("short.safetensors");
    Safetensors.write(file, new ModelState(tensors));
    assertThatThrownBy(() -> BackboneCheckpoint.read(file, TINY_DINO))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("missing blocks.1.attn.qkv.bias [96]");
  }

  @Test
  void anotherPatchSizeIsRefusedWithShapes() throws IOException {
    Path file = folder.resolve("dino.safetensors");
    Safetensors.write(file, state(TINY_DINO));
    VisionTransformer coarse =
        new VisionTransformer("coarse", TransformerFamily.DINO, 32, 32, 2, 4, 64, 0);
    assertThatThrownBy(() -> BackboneCheckpoint.read(file, coarse))
        .hasMessageContaining("shape of pos_embed: found [1, 17, 32], expected [1, 5, 32]")
        .hasMessageContaining(
            "shape of patch_embed.proj.weight: found [32, 3, 16, 16], expected [32, 3, 32, 32]");
  }

  @Test
  void theTextTowerAndTheMaskTokenAreIgnored() throws IOException {
    Map<String, StoredTensor> clip = new LinkedHashMap<>(state(TINY_CLIP).tensors());
    clip.put("positional_embedding", StoredTensor.of(new float[2], 2));
    clip.put("transformer.resblocks.0.ln_1.weight", StoredTensor.of(new float[2], 2));
    clip.put("input_resolution", StoredTensor.of(new long[] {64}));
    Map<String, StoredTensor> dino = new LinkedHashMap<>(state(TINY_DINO).tensors());
    dino.put("mask_token", StoredTensor.of(new float[2], 1, 2));
    Path file = folder.resolve("both.safetensors");
    Safetensors.write(file, new ModelState(clip));
    assertThat(BackboneCheckpoint.read(file, TINY_CLIP)).isEqualTo(state(TINY_CLIP));
    Safetensors.write(file, new ModelState(dino));
    assertThat(BackboneCheckpoint.read(file, TINY_DINO)).isEqualTo(state(TINY_DINO));
  }

  private static VisionTransformer tiny(TransformerFamily family, int outputs) {
    return new VisionTransformer("tiny", family, 16, 32, 2, 4, 64, outputs);
  }

  private static ModelState state(VisionTransformer encoder) {
    return SeededInitialisation.of(encoder.layout(), RandomKey.of(5));
  }

  /** Returns two pictures of 96x96 random pixels. */
  private static NDArray images(NDManager owner, Normalisation normalisation) {
    var stream = RandomKey.of(9).stream();
    float[] pixels = new float[2 * 96 * 96 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = normalisation.value(i % 3, (int) stream.uniform(0, 256));
    }
    return Transfer.images(owner, pixels, 2, 96, 96, 3);
  }

  private static void assertClose(NDArray found, float[] expected) {
    float largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(Transfer.floats(found)).containsExactly(expected, Offset.offset(5e-5f * largest));
  }
}
