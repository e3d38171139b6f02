package org.fedmas.tensors.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.assertj.core.data.Offset;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.head.Outputs;
import org.fedmas.tensors.network.head.PlainHead;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.Mode;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.fedmas.testkit.GoldenHash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkTest {

  private static final Head HEAD = new AuxiliaryHead(16);

  private final NDManager root = TensorEngine.newManager(ComputeDevice.CPU);

  @AfterEach
  void close() {
    root.close();
  }

  static List<Backbone> backbones() {
    return Backbone.choice().members();
  }

  @Test
  void savingReturnsWhatWasLoaded() {
    ModelState state = closedForm(HEAD.layout(ResNet.RESNET18, 4));
    try (Network network = Network.of(ResNet.RESNET18, HEAD, 4, state, root, Precision.FLOAT32)) {
      assertThat(network.save()).isEqualTo(state);
      assertThat(network.save().names()).containsExactlyElementsOf(state.names());
    }
  }

  @Test
  void evaluationChangesNothing() {
    ModelState state = closedForm(HEAD.layout(ResNet.RESNET8, 4));
    try (Network network = Network.of(ResNet.RESNET8, HEAD, 4, state, root, Precision.FLOAT32)) {
      network.forward(images(32), Mode.EVAL);
      assertThat(network.save()).isEqualTo(state);
    }
  }

  @Test
  void trainModeMovesTheRunningStatisticsOnly() {
    ModelState state = closedForm(HEAD.layout(ResNet.RESNET8, 4));
    try (Network network = Network.of(ResNet.RESNET8, HEAD, 4, state, root, Precision.FLOAT32)) {
      network.forward(images(32), Mode.TRAIN);
      ModelState after = network.save();
      for (TensorSpec spec : network.layout().tensors()) {
        boolean same = after.tensor(spec.name()).equals(state.tensor(spec.name()));
        assertThat(same).as(spec.name()).isEqualTo(spec.role().trainable());
      }
    }
  }

  @Test
  void rejectsAWrongImageSize() {
    ModelState state = closedForm(HEAD.layout(ResNet.RESNET8, 4));
    try (Network network = Network.of(ResNet.RESNET8, HEAD, 4, state, root, Precision.FLOAT32)) {
      assertThatThrownBy(() -> network.forward(images(64), Mode.EVAL))
          .isInstanceOf(ConfigException.class);
    }
  }

  @Test
  void onlyTheAuxiliaryHeadProjects() {
    ModelState state = closedForm(new PlainHead().layout(ResNet.RESNET8, 4));
    try (Network network =
        Network.of(ResNet.RESNET8, new PlainHead(), 4, state, root, Precision.FLOAT32)) {
      Outputs outputs = network.forward(images(32), Mode.EVAL);
      assertThat(outputs.projection()).isNull();
      assertThatThrownBy(outputs::requireProjection).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(outputs::requireFreeLogits).isInstanceOf(IllegalStateException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("backbones")
  void foldedNormalisationsGiveTheSameFeatures(Backbone backbone) {
    ModelState state = closedForm(new PlainHead().layout(backbone, 4));
    int side = backbone.equals(ResNet.RESNET8) ? 32 : 64;
    try (Network network =
            Network.of(backbone, new PlainHead(), 4, state, root, Precision.FLOAT32);
        FeatureNetwork folded = FeatureNetwork.of(backbone, state, root)) {
      NDArray plain = network.forward(images(side), Mode.EVAL).feature();
      NDArray fast = folded.features(images(side));
      assertThat(fast.size()).isEqualTo(2 * backbone.features());
      assertThat(deviation(plain, fast)).isLessThan(1e-5);
    }
  }

  @ParameterizedTest
  @MethodSource("backbones")
  void evaluationEqualsTheNetwork(Backbone backbone) {
    ModelState state = closedForm(HEAD.layout(backbone, 4));
    int side = backbone.equals(ResNet.RESNET8) ? 32 : 64;
    try (Network network = Network.of(backbone, HEAD, 4, state, root, Precision.FLOAT32);
        EvaluationNetwork evaluation =
            EvaluationNetwork.of(backbone, HEAD, 4, state, root, Precision.FLOAT32)) {
      Outputs outputs = network.forward(images(side), Mode.EVAL);
      assertThat(deviation(outputs.logits(), evaluation.logits(images(side)))).isLessThan(1e-5);
      assertThat(deviation(outputs.requireProjection(), evaluation.projection(images(side))))
          .isLessThan(1e-5);
    }
  }

  @Test
  void evaluationLeavesNoArraysBehind() {
    ModelState state = SeededInitialisation.of(HEAD.layout(ResNet.RESNET8, 4), RandomKey.of(1));
    try (EvaluationNetwork network =
        EvaluationNetwork.of(ResNet.RESNET8, HEAD, 4, state, root, Precision.FLOAT32)) {
      network.logits(images(32)).close();
      int before = TensorEngine.liveArrays();
      for (int i = 0; i < 5; i++) {
        try (NDArray x = images(32);
            NDArray logits = network.logits(x);
            NDArray projection = network.projection(x)) {
          assertThat(logits.getShape().getShape()).containsExactly(2, 4);
          assertThat(projection.getShape().getShape()).containsExactly(2, 16);
        }
      }
      assertThat(TensorEngine.liveArrays()).isEqualTo(before);
    }
  }

  @Test
  void onlyTheAuxiliaryHeadProjectsInEvaluation() {
    ModelState state = closedForm(new PlainHead().layout(ResNet.RESNET8, 4));
    try (EvaluationNetwork network =
        EvaluationNetwork.of(ResNet.RESNET8, new PlainHead(), 4, state, root, Precision.FLOAT32)) {
      assertThatThrownBy(() -> network.projection(images(32)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void featuresLeaveNoArraysBehind() {
    ModelState state = SeededInitialisation.of(ResNet.RESNET18.layout(), RandomKey.of(1));
    try (FeatureNetwork network = FeatureNetwork.of(ResNet.RESNET18, state, root)) {
      network.features(images(64)).close();
      int before = TensorEngine.liveArrays();
      for (int i = 0; i < 5; i++) {
        try (NDArray x = images(64);
            NDArray features = network.features(x)) {
          assertThat(features.getShape().getShape()).containsExactly(2, 512);
        }
      }
      assertThat(TensorEngine.liveArrays()).isEqualTo(before);
    }
  }

  @Test
  void memoryOrderOfTheInputDoesNotMatter() {
    ModelState state = closedForm(HEAD.layout(ResNet.RESNET8, 4));
    try (Network network = Network.of(ResNet.RESNET8, HEAD, 4, state, root, Precision.FLOAT32)) {
      NDArray last = images(32);
      NDArray first = root.create(Transfer.floats(last), last.getShape());
      float[] a = Transfer.floats(network.forward(last, Mode.EVAL).logits());
      float[] b = Transfer.floats(network.forward(first, Mode.EVAL).logits());
      float largest = 0;
      for (float value : a) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertThat(b).containsExactly(a, Offset.offset(1e-5f * largest));
    }
  }

  /** Returns the largest difference, relative to the largest number. */
  private static double deviation(NDArray expected, NDArray found) {
    float[] a = Transfer.floats(expected);
    float[] b = Transfer.floats(found);
    assertThat(b).hasSameSizeAs(a);
    double largest = 0;
    double deviation = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i]));
      deviation = Math.max(deviation, Math.abs(a[i] - b[i]));
    }
    return deviation / largest;
  }

  private NDArray images(int side) {
    float[] pixels = GoldenHash.symmetric(4, 60, 2 * side * side * 3, 1.7, 0);
    return Transfer.images(root, pixels, 2, side, side, 3);
  }

  private static ModelState closedForm(Layout layout) {
    return GoldenModels.state(layout, 4, 100);
  }
}
