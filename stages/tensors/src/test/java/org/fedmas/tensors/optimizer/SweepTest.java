package org.fedmas.tensors.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.head.ContrastHead;
import org.fedmas.tensors.network.layer.Gradients;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the optimisers' steps in memory with the engine's steps in float64. */
class SweepTest {

  private static final int STEPS = 3;
  private static final double RATE = 0.01;

  /** Tolerance for numbers between 1 and 10, some of which nearly cancel. */
  private static final double LARGEST = 1e-5;

  private final NDManager root = TensorEngine.newManager(ComputeDevice.CPU);

  @AfterEach
  void close() {
    root.close();
  }

  static List<Optimizer> optimizers() {
    return Optimizer.choice().members();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void theSweepEqualsTheEngine(Optimizer optimizer) {
    List<double[]> exact = trained(optimizer, DataType.FLOAT64, true);
    List<double[]> swept = trained(optimizer, DataType.FLOAT32, true);
    for (int i = 0; i < exact.size(); i++) {
      assertThat(deviation(exact.get(i), swept.get(i))).as("parameter " + i).isLessThan(LARGEST);
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void gradientsMayHaveAnyMemoryOrder(Optimizer optimizer) {
    List<double[]> last = trained(optimizer, DataType.FLOAT32, true);
    List<double[]> first = trained(optimizer, DataType.FLOAT32, false);
    for (int i = 0; i < last.size(); i++) {
      assertThat(first.get(i)).as("parameter " + i).isEqualTo(last.get(i));
    }
  }

  /**
   * Returns parameters and slots after some steps with synthetic gradients, the last of them
   * scaled.
   */
  private List<double[]> trained(Optimizer optimizer, DataType type, boolean channelsLast) {
    Layout layout = new ContrastHead().layout(ResNet.RESNET8, 4);
    List<double[]> numbers = new ArrayList<>();
    try (Network network =
            Network.of(
                ResNet.RESNET8,
                new ContrastHead(),
                4,
                SeededInitialisation.of(layout, RandomKey.of(1)),
                root,
                type);
        OptimizerState state = OptimizerState.zero(optimizer, network, root)) {
      for (int step = 0; step < STEPS; step++) {
        try (NDManager scope = root.newSubManager()) {
          List<NDArray> arrays = new ArrayList<>();
          for (TensorSpec spec : layout.parameters()) {
            arrays.add(gradient(spec, step, scope, type, channelsLast));
          }
          Gradients gradients = new Gradients(arrays, scope).times(step == 2 ? 0.25 : 1);
          optimizer.step(network.parameters(), gradients, state, RATE);
        }
      }
      network.parameters().forEach(array -> numbers.add(Transfer.doubles(array)));
      for (String slot : optimizer.slots()) {
        state.slot(slot).forEach(array -> numbers.add(Transfer.doubles(array)));
      }
    }
    return numbers;
  }

  private static NDArray gradient(
      TensorSpec spec, int step, NDManager scope, DataType type, boolean channelsLast) {
    float[] values = new float[spec.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 7919 + step * 104_729 & 0xFFF) / 1024f - 2;
    }
    StoredTensor stored = StoredTensor.of(values, spec.dimensions());
    NDArray array = Transfer.upload(scope, stored, type);
    return channelsLast ? array : scope.create(values, array.getShape());
  }

  private static double deviation(double[] exact, double[] found) {
    double largest = found.length == exact.length ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < exact.length && i < found.length; i++) {
      largest = Math.max(largest, Math.abs(exact[i] - found[i]));
    }
    return largest;
  }
}
