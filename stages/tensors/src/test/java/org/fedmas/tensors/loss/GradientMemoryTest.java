package org.fedmas.tensors.loss;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recorded operations must keep their inputs until the gradient is computed. The engine may refer
 * to a number in a buffer of the JVM; after a collection frees the buffer, the gradient would use
 * arbitrary memory (docs/decisions/0007).
 */
class GradientMemoryTest {

  private static final int SAMPLES = 6;
  private static final int WIDTH = 8;
  private static final long[] COUNTS = {9, 4, 1, 30, 2, 7, 5, 3};

  /** A differentiable function of [n, 8] numbers. */
  private record Recorded(String name, Function<NDArray, NDArray> of) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Recorded> recorded() {
    List<Recorded> all = new ArrayList<>();
    for (Loss unmeasured : Loss.choice().members()) {
      Loss loss = unmeasured.measured(new double[COUNTS.length], COUNTS);
      all.add(new Recorded(loss.id(), x -> loss.batch(x, labels(x.getManager()), COUNTS)));
    }
    all.add(
        new Recorded("divergence", x -> Divergence.perSample(x, other(x.getManager(), 2)).mean()));
    all.add(
        new Recorded(
            "model-contrast",
            x ->
                new ModelContrast(1, 0.5)
                    .of(x, other(x.getManager(), 3), other(x.getManager(), 4))));
    all.add(
        new Recorded(
            "proximal", x -> new Proximal(0.45).of(List.of(x), List.of(other(x.getManager(), 5)))));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void gradientsSurviveACollection(Recorded recorded) {
    float[] undisturbed = gradient(recorded, () -> {});
    assertThat(gradient(recorded, GradientMemoryTest::collectAndReuse)).isEqualTo(undisturbed);
  }

  private static float[] gradient(Recorded recorded, Runnable beforeBackward) {
    try (Autograd.Recording on = Autograd.recording();
        NDManager manager = TensorEngine.newManager(ComputeDevice.CPU)) {
      NDArray x = Autograd.track(other(manager, 1), manager);
      NDArray value = recorded.of().apply(x);
      beforeBackward.run();
      Autograd.backward(value);
      return Transfer.floats(java.util.Objects.requireNonNull(Autograd.gradient(x)));
    }
  }

  /** Frees unreachable buffers and writes other numbers into memory of the same sizes. */
  private static void collectAndReuse() {
    for (int turn = 0; turn < 3; turn++) {
      System.gc();
      List<ByteBuffer> filled = new ArrayList<>();
      for (int i = 0; i < 3000; i++) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(4 + 4 * (i % 4));
        while (buffer.hasRemaining()) {
          buffer.put((byte) 0x5a);
        }
        filled.add(buffer);
      }
    }
  }

  private static NDArray labels(NDManager manager) {
    return Transfer.labels(manager, new int[] {0, 1, 3, 3, 5, 7});
  }

  private static NDArray other(NDManager manager, int seed) {
    float[] values = new float[SAMPLES * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) StrictMath.sin(1 + i * 0.7 * seed);
    }
    return Transfer.matrix(manager, values, SAMPLES, WIDTH);
  }
}
