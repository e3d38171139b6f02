package org.fedmas.tensors.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.contrast.ProjectedBackbone;
import org.fedmas.tensors.network.backbone.EfficientNetB0;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.head.PlainHead;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.fedmas.tensors.onnx.RandomNetwork;
import org.fedmas.testkit.PythonTorch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that torchvision's classes compute the engine's logits from exported state dicts. */
@Tag("parity")
class TorchvisionParityTest {

  private static final int SIDE = 96;
  private static final int BATCH = 3;
  private static final double TOLERANCE = 1e-5;

  /** Loads a state dict as the documentation says, and prints the logits of a batch. */
  private static final String LOGITS =
      """
      import sys, torch, torchvision
      name, file, pixels, side, classes = sys.argv[1:]
      state = torch.load(file, map_location="cpu")
      if name == "efficientnet_b0":
          state = {k.replace("fc.", "classifier.1."): v for k, v in state.items() if not k.startswith("classifier.")}
      state = {k: v for k, v in state.items() if not k.startswith(("p.", "p_free.", "fc_free."))}
      model = getattr(torchvision.models, name)(num_classes=int(classes))
      print(model.load_state_dict(state, strict=True))
      model.eval()
      x = torch.frombuffer(bytearray(open(pixels, "rb").read()), dtype=torch.float32)
      with torch.no_grad():
          for logit in model(x.reshape(-1, 3, int(side), int(side))).reshape(-1):
              print(float(logit))
      """;

  private static final String NAMES =
      """
      import sys, torch
      for name, t in torch.load(sys.argv[1], map_location="cpu").items():
          print(name, list(t.shape))
      """;

  /** Loads a checkpoint as the linear evaluation of MoCo's authors does. */
  private static final String MOCO =
      """
      import sys, torch, torchvision
      saved = torch.load(sys.argv[1], map_location="cpu")
      print(sorted(saved))
      model = torchvision.models.__dict__[saved["arch"]]()
      prefix = "module.encoder_q."
      state = {k[len(prefix):]: v for k, v in saved["state_dict"].items()
               if k.startswith(prefix) and not k.startswith(prefix + "fc")}
      print(sorted(model.load_state_dict(state, strict=False).missing_keys))
      """;

  @TempDir Path folder;

  @BeforeEach
  void requireTorchvision() throws Exception {
    assumeTrue(PythonTorch.hasVision(), PythonTorch.VISION_ABSENT);
  }

  static Stream<Arguments> shared() {
    return Stream.of(
        Arguments.of("resnet18", RandomNetwork.of(ResNet.RESNET18, new PlainHead(), SIDE)),
        Arguments.of("resnet18", RandomNetwork.of(ResNet.RESNET18, new AuxiliaryHead(12), SIDE)),
        Arguments.of("resnet50", RandomNetwork.of(ResNet.RESNET50, new PlainHead(), SIDE)),
        Arguments.of("resnet50", RandomNetwork.of(ResNet.RESNET50, new AuxiliaryHead(12), SIDE)),
        Arguments.of("efficientnet_b0", RandomNetwork.of(new EfficientNetB0(), new PlainHead(), SIDE)),
        Arguments.of("efficientnet_b0", RandomNetwork.of(new EfficientNetB0(), new AuxiliaryHead(12), SIDE)));
  }

  @ParameterizedTest
  @MethodSource("shared")
  void torchvisionComputesTheLogitsOfTheEngine(String name, RandomNetwork network)
      throws Exception {
    List<String> printed =
        PythonTorch.run(
            LOGITS,
            name,
            written(network.state()).toString(),
            pixels(network).toString(),
            Integer.toString(SIDE),
            Integer.toString(RandomNetwork.CLASSES));

    float[] expected = network.logits(BATCH);
    assertThat(printed).hasSize(1 + expected.length);
    assertThat(printed.get(0)).isEqualTo("<All keys matched successfully>");
    double largest = 0;
    for (float logit : expected) {
      largest = Math.max(largest, Math.abs(logit));
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat(Double.parseDouble(printed.get(1 + i)))
          .as("logit %s of %s", i, name)
          .isCloseTo(expected[i], within(TOLERANCE * largest));
    }
  }

  static Stream<Arguments> own() {
    return Stream.of(ResNet.RESNET8, ResNet.RESNET56)
        .flatMap(
            backbone ->
                Stream.of(new PlainHead(), new AuxiliaryHead(12))
                    .map(head -> Arguments.of(backbone, head)));
  }

  @ParameterizedTest
  @MethodSource("own")
  void pytorchLoadsOtherBackbonesByNameAndShape(ResNet backbone, Head head) throws Exception {
    RandomNetwork network = RandomNetwork.of(backbone, head, 32);
    List<String> expected = new ArrayList<>();
    for (TensorSpec spec : head.layout(backbone, RandomNetwork.CLASSES).tensors()) {
      expected.add(spec.name() + " " + Arrays.toString(spec.dimensions()));
    }

    assertThat(PythonTorch.run(NAMES, written(network.state()).toString()))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void torchvisionTakesThePretrainedQueryEncoder() throws Exception {
    ModelState encoder =
        SeededInitialisation.of(
            new ProjectedBackbone(ResNet.RESNET50, 128).layout(), RandomKey.of(3));
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    encoder.tensors().forEach((name, value) -> tensors.put("module.encoder_q." + name, value));
    encoder.tensors().forEach((name, value) -> tensors.put("module.encoder_k." + name, value));
    Path file = folder.resolve("made.pth.tar");
    PytorchStateDict.writeTraining(file, new ModelState(tensors), 3, Map.of("arch", "resnet50"));

    assertThat(PythonTorch.run(MOCO, file.toString()))
        .containsExactly(
            "['arch', 'epoch', 'optimizer', 'state_dict']", "['fc.bias', 'fc.weight']");
  }

  private Path written(ModelState state) throws Exception {
    Path file = folder.resolve("model.pth");
    PytorchStateDict.write(file, state);
    return file;
  }

  private Path pixels(RandomNetwork network) throws Exception {
    float[] values = network.pixels(BATCH);
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return Files.write(folder.resolve("pixels"), bytes.array());
  }
}
