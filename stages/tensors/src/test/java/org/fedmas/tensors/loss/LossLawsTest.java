package org.fedmas.tensors.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.assertj.core.data.Offset;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LossLawsTest {

  private static final int CLASSES = 8;
  private static final long[] EVEN = {50, 50, 50, 50, 50, 50, 50, 50};

  private final NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
  private final RandomStream random = RandomKey.of(11).stream();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void namesAreUniqueAndEqualTheConfiguration() {
    assertThat(Loss.choice().members().stream().map(Loss::id))
        .containsExactly("ce", "bsm", "focal", "flamby-focal", "ldam", "cb", "rw", "lcc", "dala");
  }

  @Test
  void withEvenCountsTheBalancedLossesAreCrossEntropy() {
    NDArray logits = rows(12, CLASSES);
    NDArray labels = labels(12);
    double ce = value(new CrossEntropy().batch(logits, labels, EVEN));
    for (Loss loss :
        new Loss[] {new BalancedSoftmax(), EffectiveNumber.published(), new InverseFrequency()}) {
      assertThat(value(loss.batch(logits, labels, EVEN))).as(loss.id()).isCloseTo(ce, within(1e-5));
    }
    assertThat(value(new LogitCalibrated(0.5).batch(logits, labels, EVEN)))
        .isCloseTo(ce, within(1e-5));
  }

  @Test
  void theBatchValueIsTheMeanOfTheSamplesInUnweightedLosses() {
    NDArray logits = rows(12, CLASSES);
    NDArray labels = labels(12);
    for (Loss loss : new Loss[] {new CrossEntropy(), new BalancedSoftmax(), new Focal(2)}) {
      double mean = value(loss.perSample(logits, labels, EVEN).mean());
      assertThat(value(loss.batch(logits, labels, EVEN))).isEqualTo(mean);
    }
  }

  @Test
  void divergenceIsZeroIfEqualAndFourIfOpposite() {
    NDArray u = rows(6, 5);
    assertThat(Transfer.doubles(Divergence.perSample(u, u.mul(3))))
        .containsExactly(new double[] {0, 0, 0, 0, 0, 0}, Offset.offset(1e-5));
    assertThat(Transfer.doubles(Divergence.perSample(u, u.neg())))
        .containsExactly(new double[] {4, 4, 4, 4, 4, 4}, Offset.offset(1e-5));
  }

  @Test
  void divergenceOfZeroVectorsIsTwo() {
    NDArray zero = manager.zeros(new Shape(2, 5));
    assertThat(Transfer.floats(Divergence.perSample(zero, rows(2, 5)))).containsOnly(2);
  }

  @Test
  void shapesMustAgree() {
    assertThatThrownBy(() -> Divergence.perSample(rows(3, 5), rows(3, 4)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BalancedSoftmax().perSample(rows(3, 4), labels(3), EVEN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FlambyFocal.published().perSample(rows(3, 4), labels(3), new long[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8 classes");
  }

  @Test
  void deferredWeightsStartAfterFourFifths() {
    for (int rounds = 1; rounds <= 300; rounds++) {
      for (int round = 0; round < rounds; round++) {
        DeferredWeights expected =
            round < Math.floor(0.8 * rounds) ? DeferredWeights.BEFORE : DeferredWeights.AFTER;
        assertThat(DeferredWeights.in(round, rounds)).isEqualTo(expected);
      }
    }
  }

  private NDArray rows(int n, int width) {
    float[] values = new float[n * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.normal();
    }
    return Transfer.matrix(manager, values, n, width);
  }

  private NDArray labels(int n) {
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = random.below(4);
    }
    return Transfer.labels(manager, labels);
  }

  private static double value(NDArray scalar) {
    return Transfer.doubles(scalar)[0];
  }
}
