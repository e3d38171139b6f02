package org.fedmas.tensors.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.fedmas.contract.Digest;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.Scalars;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.loss.BalancedSoftmax;
import org.fedmas.tensors.loss.Divergence;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.head.Outputs;
import org.fedmas.tensors.network.layer.Gradients;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.fedmas.tensors.optimizer.Adam;
import org.fedmas.tensors.optimizer.GradientClipping;
import org.fedmas.tensors.optimizer.OptimizerState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Repeats a local training in two threads with garbage collections in between and expects equal
 * bytes: docs/decisions/0007.
 */
class RepeatedStepsTest {

  private static final int THREADS = 2;
  private static final int STEPS = 3;
  private static final int SAMPLES = 8;
  private static final int CLASSES = 8;
  private static final int SIDE = 32;
  private static final Head HEAD = new AuxiliaryHead(16);
  private static final long[] COUNTS = {9, 4, 1, 30, 2, 7, 0, 3};

  @Test
  void repeatedStepsGiveTheSameBytes() throws Exception {
    repeat(1);
  }

  @Test
  @Tag("soak")
  void manyRepeatedStepsGiveTheSameBytes() throws Exception {
    repeat(400);
  }

  private static void repeat(int times) throws Exception {
    Map<String, Digest> expected = digests(train());
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Callable<Void> work =
          () -> {
            for (int i = 0; i < times; i++) {
              assertThat(digests(train())).as("repetition " + i).isEqualTo(expected);
            }
            return null;
          };
      for (Future<Void> done : threads.invokeAll(List.of(work, work))) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static ModelState train() {
    TensorEngine.useThreads(THREADS);
    ResNet backbone = ResNet.RESNET8;
    ModelState start = SeededInitialisation.of(HEAD.layout(backbone, CLASSES), RandomKey.of(1));
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
        Network network = Network.of(backbone, HEAD, CLASSES, start, manager, Precision.FLOAT32);
        OptimizerState state = OptimizerState.zero(Adam.published(), network, manager)) {
      for (int step = 0; step < STEPS; step++) {
        step(network, state, step);
      }
      return network.save();
    }
  }

  private static void step(Network network, OptimizerState state, int number) {
    try (TrainingStep step = TrainingStep.begin(network)) {
      NDManager manager = step.manager();
      float[] pixels = noise("pixels", number, SAMPLES * SIDE * SIDE * 3);
      NDArray labels =
          Transfer.labels(manager, IntStream.range(0, SAMPLES).map(i -> i % 6).toArray());
      Outputs outputs = step.forward(Transfer.images(manager, pixels, SAMPLES, SIDE, SIDE, 3));
      NDArray references =
          Transfer.matrix(manager, noise("references", number, SAMPLES * 16), SAMPLES, 16);
      NDArray divergence = Divergence.perSample(outputs.requireProjection(), references).mean();
      NDArray loss =
          new BalancedSoftmax()
              .batch(outputs.logits(), labels, COUNTS)
              .add(new BalancedSoftmax().batch(outputs.requireFreeLogits(), labels, COUNTS))
              .add(Scalars.times(divergence, 3));
      System.gc();
      Gradients gradients = step.backward(loss);
      gradients = new GradientClipping(5).clip(gradients);
      Adam.published().step(network.parameters(), gradients, state, 1e-3);
    }
  }

  private static float[] noise(String purpose, int step, int count) {
    RandomStream stream = RandomKey.of(7).with(purpose).with(step).stream();
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) stream.normal();
    }
    return values;
  }

  /** Returns digests of all trained values by name: equal maps mean equal bytes. */
  private static Map<String, Digest> digests(ModelState state) {
    Map<String, Digest> digests = new TreeMap<>();
    for (String name : state.names()) {
      digests.put(name, Digest.of(state.tensor(name).data()));
    }
    return digests;
  }
}
