package org.fedmas.tensors.network.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bfloat16ConvolutionsTest {

  /** Rounding of a factor to 8 bits of significand. */
  private static final double ROUNDING = Math.pow(2, -8);

  @BeforeAll
  static void requireProcessor() {
    assumeTrue(Precision.BFLOAT16.isSupported(), "the processor does not multiply bfloat16");
  }

  @ParameterizedTest
  @CsvSource({
    "3, 16, 7, 2, 1, 20", // the stem of a network
    "16, 16, 3, 1, 1, 8",
    "16, 32, 1, 2, 1, 8",
    "16, 16, 3, 1, 16, 8", // each channel alone
    "16, 16, 3, 1, 1, 3", // small maps: a product of matrices
    "16, 32, 3, 2, 1, 5",
    "16, 16, 3, 2, 1, 2",
    "16, 16, 3, 1, 1, 1"
  })
  void agreesWithFloat32AndRepeatsItsBits(
      int inputs, int outputs, int kernel, int stride, int groups, int side) {
    Convolution layer = new Convolution("c", inputs, outputs, kernel, stride, groups);
    List<float[]> exact = run(Precision.FLOAT32, layer, side);
    List<float[]> half = run(Precision.BFLOAT16, layer, side);
    for (int i = 0; i < exact.size(); i++) {
      double scale = norm(exact.get(i));
      assertThat(distance(half.get(i), exact.get(i))).isPositive().isLessThan(ROUNDING * scale);
    }
    for (int call = 0; call < 5; call++) {
      assertThat(run(Precision.BFLOAT16, layer, side)).usingRecursiveComparison().isEqualTo(half);
    }
  }

  /** Returns the result of a layer, and the gradients of its input and its weight. */
  private static List<float[]> run(Precision precision, Convolution layer, int side) {
    RandomStream stream = RandomKey.of(3).stream();
    int batch = 4;
    int width = layer.inputs() / layer.groups() * layer.kernel() * layer.kernel();
    float[] pixels = normal(stream, batch * side * side * layer.inputs());
    float[] weights = normal(stream, layer.outputs() * width);
    try (Autograd.Recording on = Autograd.recording();
        NDManager manager = TensorEngine.newManager(ComputeDevice.CPU)) {
      NDArray x =
          Autograd.track(
              Transfer.images(manager, pixels, batch, side, side, layer.inputs()), manager);
      NDArray w =
          Autograd.track(
              Transfer.matrix(manager, weights, layer.outputs(), width)
                  .reshape(
                      layer.outputs(),
                      layer.inputs() / layer.groups(),
                      layer.kernel(),
                      layer.kernel()),
              manager);
      NDArray y = Convolver.of(precision).apply(x, w, null, layer);
      float[] upper = normal(stream, (int) y.size());
      NDArray loss = y.mul(manager.create(upper, y.getShape())).sum();
      Autograd.backward(loss);
      List<float[]> found = new ArrayList<>();
      found.add(Transfer.floats(y));
      found.add(Transfer.floats(Objects.requireNonNull(Autograd.gradient(x))));
      found.add(Transfer.floats(Objects.requireNonNull(Autograd.gradient(w))));
      return found;
    }
  }

  private static float[] normal(RandomStream stream, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) stream.normal();
    }
    return numbers;
  }

  private static double norm(float[] values) {
    return distance(values, new float[values.length]);
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}
