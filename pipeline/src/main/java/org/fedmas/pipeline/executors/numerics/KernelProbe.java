package org.fedmas.pipeline.executors.numerics;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.fedmas.contract.Digest;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.loss.CrossEntropy;
import org.fedmas.tensors.loss.Divergence;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.network.TrainingStep;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.head.Outputs;
import org.fedmas.tensors.network.layer.Convolution;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.Operations;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.fedmas.tensors.optimizer.Adam;
import org.fedmas.tensors.optimizer.OptimizerState;

/**
 * A fingerprint of floating-point behaviour: the bits that this process computes for fixed inputs.
 * The probe trains a small network for two steps and computes larger convolutions and products.
 * Libraries choose kernels by instruction sets, CPU vendor, caches and environment variables, and
 * the result reflects that choice. The probe takes a few tenths of a second and a few MB.
 */
public final class KernelProbe {

  private static final int BATCH = 16;
  private static final int SIDE = 32;
  private static final int WIDTH = 128;
  private static final int CLASSES = 8;
  private static final int STEPS = 2;

  private final RandomStream numbers = RandomKey.of(0).with("kernel-probe").stream();
  private final List<byte[]> results = new ArrayList<>();

  private KernelProbe() {}

  /**
   * Computes the fingerprint on the CPU.
   *
   * @param threads the threads per kernel, from now on in this process
   */
  public static Digest run(int threads) {
    TensorEngine.useThreads(threads);
    KernelProbe probe = new KernelProbe();
    try (NDManager root = TensorEngine.newManager(ComputeDevice.CPU)) {
      probe.train(root);
      probe.convolve(root, Convolution.of("stem", 3, 64, 7, 2), 112);
      probe.convolve(root, Convolution.of("middle", 128, 256, 3, 2), 28);
      probe.convolve(root, Convolution.of("last", 512, 512, 3, 1), 7);
      probe.convolve(root, Convolution.of("pointwise", 256, 1024, 1, 1), 14);
      probe.multiply(root, 64, 512, 2048);
    }
    return Digest.of(probe.results);
  }

  private void train(NDManager root) {
    Head head = new AuxiliaryHead(WIDTH);
    Layout layout = head.layout(ResNet.RESNET8, CLASSES);
    try (Network network =
            Network.of(
                ResNet.RESNET8,
                head,
                CLASSES,
                SeededInitialisation.of(layout, RandomKey.of(0)),
                root,
                Precision.FLOAT32);
        OptimizerState state = OptimizerState.zero(Adam.published(), network, root)) {
      int[] classes = IntStream.range(0, BATCH).map(i -> i % CLASSES).toArray();
      for (int step = 0; step < STEPS; step++) {
        train(network, state, classes);
      }
      network.save().tensors().values().forEach(tensor -> results.add(tensor.data()));
    }
  }

  private void train(Network network, OptimizerState state, int[] classes) {
    long[] counts = new long[CLASSES];
    java.util.Arrays.fill(counts, BATCH / CLASSES);
    try (TrainingStep step = TrainingStep.begin(network)) {
      NDManager scope = step.manager();
      NDArray images = Transfer.images(scope, drawn(BATCH * SIDE * SIDE * 3), BATCH, SIDE, SIDE, 3);
      NDArray labels = Transfer.labels(scope, classes);
      NDArray target = Transfer.matrix(scope, drawn(BATCH * WIDTH), BATCH, WIDTH);
      Outputs outputs = step.forward(images);
      CrossEntropy loss = new CrossEntropy();
      NDArray sum =
          loss.batch(outputs.logits(), labels, counts)
              .add(loss.batch(outputs.requireFreeLogits(), labels, counts))
              .add(Divergence.perSample(outputs.requireProjection(), target).mean());
      Adam.published().step(network.parameters(), step.backward(sum), state, 1e-3);
    }
  }

  private void convolve(NDManager root, Convolution layer, int side) {
    try (NDManager scope = root.newSubManager()) {
      NDArray images =
          Transfer.images(
              scope, drawn(2 * side * side * layer.inputs()), 2, side, side, layer.inputs());
      long[] shape = {layer.outputs(), layer.inputs(), layer.kernel(), layer.kernel()};
      StoredTensor weight = StoredTensor.of(drawn((int) StoredTensor.elements(shape)), shape);
      NDArray kernel = Transfer.upload(scope, weight, images.getDataType());
      record(Operations.convolution(images, kernel, null, layer));
    }
  }

  private void multiply(NDManager root, int rows, int inner, int columns) {
    try (NDManager scope = root.newSubManager()) {
      NDArray left = Transfer.matrix(scope, drawn(rows * inner), rows, inner);
      NDArray right = Transfer.matrix(scope, drawn(inner * columns), inner, columns);
      record(left.matMul(right));
    }
  }

  private void record(NDArray result) {
    float[] values = Transfer.floats(result);
    byte[] bytes = new byte[values.length * Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().put(values);
    results.add(bytes);
    result.close();
  }

  /** Draws numbers uniformly from [-1, 1). */
  private float[] drawn(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) numbers.uniform(-1, 1);
    }
    return values;
  }
}
