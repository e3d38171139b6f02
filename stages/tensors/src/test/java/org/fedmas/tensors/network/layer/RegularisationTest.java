package org.fedmas.tensors.network.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.network.TrainingStep;
import org.fedmas.tensors.network.backbone.EfficientNetB0;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.head.CombinedHead;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.head.Outputs;
import org.fedmas.tensors.network.head.PlainHead;
import org.junit.jupiter.api.Test;

class RegularisationTest {

  private static final int SAMPLES = 6;
  private static final int SIDE = 32;
  private static final RandomKey KEY = RandomKey.of(5);
  private static final ModelState STATE =
      SeededInitialisation.of(new PlainHead().layout(new EfficientNetB0(), 3), RandomKey.of(1));

  @Test
  void nothingIsDroppedByDefault() {
    assertThat(logits(Regularisation.NONE, KEY))
        .isEqualTo(logits(Regularisation.NONE, KEY.with(1)));
  }

  @Test
  void theMaskDependsOnlyOnTheKey() {
    for (Regularisation some :
        new Regularisation[] {new Regularisation(0.5, 0), new Regularisation(0, 0.9)}) {
      float[] first = logits(some, KEY);
      assertThat(logits(some, KEY)).isEqualTo(first);
      assertThat(logits(some, KEY.with(1))).isNotEqualTo(first);
      assertThat(first).isNotEqualTo(logits(Regularisation.NONE, KEY));
    }
  }

  @Test
  void dropoutKeepsTheMeanOfTheFeatures() {
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU)) {
      float[] ones = new float[200 * 100];
      Arrays.fill(ones, 1);
      DropMask mask = new Regularisation(0.3, 0).drawnBy(KEY);
      float[] kept = Transfer.floats(mask.features(Transfer.matrix(manager, ones, 200, 100)));
      double mean = 0;
      int zeros = 0;
      for (float value : kept) {
        assertThat(value == 0 || value == (float) (1 / 0.7)).isTrue();
        mean += value / (double) kept.length;
        zeros += value == 0 ? 1 : 0;
      }
      // 4 standard deviations of 20,000 draws
      assertThat(zeros / 20_000.0).isCloseTo(0.3, within(0.013));
      assertThat(mean).isCloseTo(1, within(0.02));
    }
  }

  @Test
  void dropoutReachesNoProjection() {
    Head head = new CombinedHead(7, ClassifierKind.LINEAR);
    ModelState state = SeededInitialisation.of(head.layout(ResNet.RESNET8, 3), RandomKey.of(1));
    float[][] plain = outputs(head, state, Regularisation.NONE);
    float[][] dropped = outputs(head, state, new Regularisation(0.5, 0));
    assertThat(dropped[0]).isNotEqualTo(plain[0]);
    for (int i = 1; i < plain.length; i++) {
      assertThat(dropped[i]).isEqualTo(plain[i]);
    }
  }

  /** Returns logits, the input of {@code fc}, the projection and the second logits. */
  private static float[][] outputs(Head head, ModelState state, Regularisation regularisation) {
    TensorEngine.useThreads(2);
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
        Network network = Network.of(ResNet.RESNET8, head, 3, state, manager, Precision.FLOAT32);
        TrainingStep step = TrainingStep.begin(network)) {
      NDArray x =
          Transfer.images(step.manager(), noise(SAMPLES * SIDE * SIDE * 3), SAMPLES, SIDE, SIDE, 3);
      Outputs outputs = step.forward(x, regularisation.drawnBy(KEY));
      return new float[][] {
        Transfer.floats(outputs.logits()),
        Transfer.floats(outputs.feature()),
        Transfer.floats(outputs.requireProjection()),
        Transfer.floats(outputs.requireFreeLogits())
      };
    }
  }

  @Test
  void blocksAreSkippedForWholeSamples() {
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU)) {
      DropMask mask = new Regularisation(0, 0.8).drawnBy(KEY);
      NDArray bottom = manager.ones(new Shape(400, 2, 3, 3));
      assertThat(mask.branch("bottom", 0, bottom)).isSameAs(bottom);
      float[] kept = Transfer.floats(mask.branch("block", 0.5, bottom));
      int skipped = 0;
      for (int n = 0; n < 400; n++) {
        for (int i = 1; i < 18; i++) {
          assertThat(kept[n * 18 + i]).isEqualTo(kept[n * 18]);
        }
        skipped += kept[n * 18] == 0 ? 1 : 0;
      }
      // 4 standard deviations of 400 draws
      assertThat(skipped / 400.0).isCloseTo(0.4, within(0.1));
    }
  }

  @Test
  void rejectsSharesOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Regularisation(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Regularisation(0, -0.1));
  }

  private static float[] logits(Regularisation regularisation, RandomKey key) {
    TensorEngine.useThreads(2);
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
        Network network =
            Network.of(
                new EfficientNetB0(), new PlainHead(), 3, STATE, manager, Precision.FLOAT32);
        TrainingStep step = TrainingStep.begin(network)) {
      NDArray x =
          Transfer.images(step.manager(), noise(SAMPLES * SIDE * SIDE * 3), SAMPLES, SIDE, SIDE, 3);
      return Transfer.floats(step.forward(x, regularisation.drawnBy(key)).logits());
    }
  }

  private static float[] noise(int count) {
    RandomStream stream = RandomKey.of(3).stream();
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) stream.normal();
    }
    return values;
  }
}
