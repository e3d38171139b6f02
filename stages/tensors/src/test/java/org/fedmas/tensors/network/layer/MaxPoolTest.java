package org.fedmas.tensors.network.layer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.junit.jupiter.api.Test;

class MaxPoolTest {

  private static final PlainPass PASS = new PlainPass(Map.of(), Mode.TRAIN);

  @Test
  void rectifierAndMaximumCommute() {
    MaxPool plain = new MaxPool(3, 2, 1, Activation.NONE);
    MaxPool rectified = new MaxPool(3, 2, 1, Activation.RELU);
    List<float[]> before = of(x -> plain.apply(PASS, Activation.RELU.of(x)));
    List<float[]> after = of(x -> rectified.apply(PASS, x));
    assertThat(after.get(0)).isEqualTo(before.get(0)).contains(0f);
    assertThat(after.get(1)).isEqualTo(before.get(1)).contains(0f);
  }

  /**
   * Returns outputs and gradients for mostly negative numbers, so that some windows are entirely
   * negative.
   */
  private static List<float[]> of(UnaryOperator<NDArray> function) {
    RandomStream stream = RandomKey.of(5).stream();
    float[] numbers = new float[2 * 15 * 15 * 8];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) stream.normal() - 1.5f;
    }
    float[] weights = new float[2 * 8 * 8 * 8];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) stream.normal();
    }
    try (Autograd.Recording on = Autograd.recording();
        NDManager manager = TensorEngine.newManager(ComputeDevice.CPU)) {
      NDArray x = Autograd.track(Transfer.images(manager, numbers, 2, 15, 15, 8), manager);
      NDArray y = function.apply(x.mul(Transfer.matrix(manager, new float[] {1}, 1, 1)));
      float[] outputs = Transfer.floats(y);
      Autograd.backward(y.mul(Transfer.images(manager, weights, 2, 8, 8, 8)).sum());
      return List.of(outputs, Transfer.floats(Objects.requireNonNull(Autograd.gradient(x))));
    }
  }
}
