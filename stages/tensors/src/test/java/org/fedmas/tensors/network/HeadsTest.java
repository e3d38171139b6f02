package org.fedmas.tensors.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.head.CombinedHead;
import org.fedmas.tensors.network.head.ContrastHead;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.head.HeadTensor;
import org.fedmas.tensors.network.head.Outputs;
import org.fedmas.tensors.network.head.PlainHead;
import org.fedmas.tensors.network.layer.ClassifierKind;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.Mode;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.fedmas.testkit.GoldenHash;
import org.junit.jupiter.api.Test;

class HeadsTest {

  private static final int CLASSES = 5;
  private static final int WIDTH = 12;

  private static List<Head> heads(ClassifierKind logits) {
    return List.of(
        new PlainHead(logits),
        new ContrastHead(logits),
        new AuxiliaryHead(WIDTH, logits),
        new CombinedHead(WIDTH, logits));
  }

  @Test
  void everyHeadTensorBelongsToExactlyOneGroup() {
    for (Backbone backbone : Backbone.choice().members()) {
      List<TensorSpec> trunk = backbone.layout().tensors();
      for (Head head : heads(ClassifierKind.LINEAR)) {
        for (TensorSpec spec : head.layout(backbone, CLASSES).tensors()) {
          long parts = List.of(HeadTensor.values()).stream().filter(p -> p.holds(spec)).count();
          assertThat(parts).as(spec.name()).isEqualTo(trunk.contains(spec) ? 0 : 1);
        }
      }
    }
  }

  @Test
  void theCombinedHeadIsContrastPlusAuxiliary() {
    for (Backbone backbone : Backbone.choice().members()) {
      List<TensorSpec> contrast = new ContrastHead().layout(backbone, CLASSES).tensors();
      List<TensorSpec> auxiliary =
          new AuxiliaryHead(WIDTH)
              .layout(backbone, CLASSES).tensors().stream()
                  .filter(HeadTensor.AUXILIARY::holds)
                  .toList();
      assertThat(new CombinedHead(WIDTH, ClassifierKind.LINEAR).layout(backbone, CLASSES).tensors())
          .containsAll(contrast)
          .containsAll(auxiliary)
          .hasSize(contrast.size() + auxiliary.size());
    }
  }

  @Test
  void normalisedClassifiersGiveCosines() {
    for (Head head : heads(ClassifierKind.COSINES)) {
      Layout layout = head.layout(ResNet.RESNET8, CLASSES);
      ModelState state = SeededInitialisation.of(layout, RandomKey.of(4));
      try (NDManager root = TensorEngine.newManager(ComputeDevice.CPU);
          Network network =
              Network.of(ResNet.RESNET8, head, CLASSES, state, root, Precision.FLOAT32);
          Autograd.Recording off = Autograd.paused()) {
        float[] pixels = GoldenHash.symmetric(9, 60, 3 * 32 * 32 * 3, 1.7, 0);
        Outputs outputs = network.forward(Transfer.images(root, pixels, 3, 32, 32, 3), Mode.EVAL);
        float[] features = Transfer.floats(outputs.feature());
        float[] directions = state.tensor("fc.weight").floats();
        float[] cosines = Transfer.floats(outputs.logits());
        int width = features.length / 3;
        for (int n = 0; n < 3; n++) {
          for (int c = 0; c < CLASSES; c++) {
            assertThat((double) cosines[n * CLASSES + c])
                .isCloseTo(cosine(features, n * width, directions, c, width), within(1e-5))
                .isBetween(-1.0, 1.0);
          }
        }
        assertThat(layout.tensors().stream().map(TensorSpec::name)).doesNotContain("fc.bias");
      }
    }
  }

  @Test
  void directionsStartWithLengthOne() {
    Layout layout = new PlainHead(ClassifierKind.COSINES).layout(ResNet.RESNET8, CLASSES);
    ModelState state = SeededInitialisation.of(layout, RandomKey.of(4));
    assertThat(state.tensor("fc.weight").shape()).containsExactly(256, CLASSES);
    float[] weight = state.tensor("fc.weight").floats();
    for (int c = 0; c < CLASSES; c++) {
      double square = 0;
      for (int i = 0; i < 256; i++) {
        square += (double) weight[i * CLASSES + c] * weight[i * CLASSES + c];
      }
      assertThat(square).isCloseTo(1, within(1e-6));
    }
  }

  private static double cosine(float[] rows, int from, float[] matrix, int column, int width) {
    double product = 0;
    double one = 0;
    double other = 0;
    for (int i = 0; i < width; i++) {
      double a = rows[from + i];
      double b = matrix[i * CLASSES + column];
      product += a * b;
      one += a * a;
      other += b * b;
    }
    return product / Math.sqrt(one) / Math.sqrt(other);
  }
}
