package org.fedmas.tensors.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.backbone.EfficientNetB0;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.head.CombinedHead;
import org.fedmas.tensors.network.head.ContrastHead;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.head.PlainHead;
import org.fedmas.tensors.network.head.SimplexHead;
import org.fedmas.tensors.network.layer.ClassifierKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that another runtime computes the engine's logits from exported networks. */
class OnnxModelTest {

  private static final List<Integer> BATCHES = List.of(1, 7);

  private static final double TOLERANCE = 1e-5;

  private static final List<Head> HEADS =
      List.of(
          new PlainHead(),
          new AuxiliaryHead(12),
          new ContrastHead(),
          new CombinedHead(12, ClassifierKind.LINEAR),
          new PlainHead(ClassifierKind.COSINES),
          new AuxiliaryHead(12, ClassifierKind.COSINES),
          new ContrastHead(ClassifierKind.COSINES),
          new CombinedHead(12, ClassifierKind.COSINES),
          SimplexHead.drawn(3));

  @TempDir Path folder;

  static Stream<Arguments> quick() {
    return Stream.concat(
        HEADS.stream().map(head -> Arguments.of(ResNet.RESNET8, head)),
        Stream.of(Arguments.of(new EfficientNetB0(), new PlainHead())));
  }

  static Stream<Arguments> all() {
    List<Backbone> backbones =
        List.of(
            ResNet.RESNET8,
            ResNet.RESNET18,
            ResNet.RESNET50,
            ResNet.RESNET20,
            ResNet.RESNET56,
            new EfficientNetB0());
    return backbones.stream()
        .flatMap(backbone -> HEADS.stream().map(head -> Arguments.of(backbone, head)));
  }

  @ParameterizedTest
  @MethodSource("quick")
  void smallImagesHaveTheLogitsOfTheEngine(Backbone backbone, Head head) throws Exception {
    requireEqual(RandomNetwork.of(backbone, head, 32));
  }

  @ParameterizedTest
  @MethodSource("all")
  @Tag("soak")
  void allNetworksHaveTheLogitsOfTheEngine(Backbone backbone, Head head) throws Exception {
    requireEqual(RandomNetwork.of(backbone, head, backbone == ResNet.RESNET8 ? 32 : 96));
  }

  private void requireEqual(RandomNetwork network) throws Exception {
    Path file = write(network, false, Map.of());
    for (int batch : BATCHES) {
      float[] expected = network.logits(batch);
      float[] found = run(file, network, batch, OnnxModel.LOGITS);
      double largest = 0;
      for (float value : expected) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) found[i]).isCloseTo(expected[i], within(TOLERANCE * largest));
      }
    }
  }

  @Test
  void softmaxGivesProbabilities() throws Exception {
    RandomNetwork network = RandomNetwork.of(ResNet.RESNET8, new PlainHead(), 32);
    float[] logits = network.logits(1);
    float[] found = run(write(network, true, Map.of()), network, 1, OnnxModel.PROBABILITIES);
    double sum = 0;
    for (float value : logits) {
      sum += Math.exp(value);
    }
    for (int c = 0; c < logits.length; c++) {
      assertThat((double) found[c]).isCloseTo(Math.exp(logits[c]) / sum, within(1e-6));
    }
  }

  @Test
  void theFileStatesOpsetAndMetadata() throws Exception {
    RandomNetwork network = RandomNetwork.of(ResNet.RESNET8, new PlainHead(), 32);
    Path file = write(network, false, Map.of("classes", "a,b", "model", "2"));
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
    assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(OnnxModel.OPSET);
    assertThat(model.getMetadataProps(0).getKey()).isEqualTo("classes");
    assertThat(model.getMetadataProps(0).getValue()).isEqualTo("a,b");
    assertThat(model.getGraph().getInput(0).getType().getTensorType().getShape().getDim(0))
        .hasFieldOrPropertyWithValue("dimParam", "batch");
  }

  @Test
  void initialisersHaveTheNamesOfTheStateDict() throws Exception {
    RandomNetwork network = RandomNetwork.of(ResNet.RESNET8, new AuxiliaryHead(12), 32);
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(write(network, false, Map.of())));
    List<String> names = new ArrayList<>();
    model.getGraph().getInitializerList().forEach(tensor -> names.add(tensor.getName()));
    assertThat(names)
        .contains("conv1.weight", "bn1.running_var", "p.0.weight", "fc.bias")
        .noneMatch(name -> name.startsWith("p_free") || name.startsWith("fc_free"))
        .allMatch(name -> network.state().names().contains(name));
  }

  @Test
  void equalModelsGiveEqualBytes() throws Exception {
    RandomNetwork network = RandomNetwork.of(ResNet.RESNET8, SimplexHead.drawn(3), 32);
    Map<String, String> metadata = Map.of("b", "1", "a", "2", "c", "3");
    assertThat(write(network, false, metadata))
        .hasSameBinaryContentAs(write(network, false, metadata));
  }

  @Test
  void imagesOfAnotherSizeThanTheBackboneTakesAreRefused() {
    RandomNetwork network = RandomNetwork.of(ResNet.RESNET8, new PlainHead(), 64);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> write(network, false, Map.of()))
        .withMessageContaining("images of 32x32, found 64x64");
  }

  private Path write(RandomNetwork network, boolean softmax, Map<String, String> metadata)
      throws Exception {
    Path file = Files.createTempFile(folder, "model", ".onnx");
    new OnnxModel(
            network.backbone(),
            network.head(),
            RandomNetwork.CLASSES,
            network.side(),
            softmax,
            metadata)
        .write(file, network.state());
    return file;
  }

  private static float[] run(Path file, RandomNetwork network, int batch, String output)
      throws Exception {
    OrtEnvironment runtime = OrtEnvironment.getEnvironment();
    long[] shape = {batch, 3, network.side(), network.side()};
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      try (OrtSession session = runtime.createSession(file.toString(), options);
          OnnxTensor images =
              OnnxTensor.createTensor(runtime, FloatBuffer.wrap(network.pixels(batch)), shape);
          OrtSession.Result result = session.run(Map.of(OnnxModel.INPUT, images))) {
        FloatBuffer values = ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer();
        float[] found = new float[values.remaining()];
        values.get(found);
        return found;
      }
    }
  }
}
