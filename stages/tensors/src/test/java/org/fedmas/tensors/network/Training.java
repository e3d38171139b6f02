package org.fedmas.tensors.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.loss.BalancedSoftmax;
import org.fedmas.tensors.loss.Divergence;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.head.Outputs;
import org.fedmas.tensors.network.layer.Gradients;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.fedmas.tensors.optimizer.GradientClipping;
import org.fedmas.tensors.optimizer.Optimizer;
import org.fedmas.tensors.optimizer.OptimizerState;
import org.fedmas.testkit.GoldenHash;

/** A short training on synthetic images, for laws that hold for every training. */
final class Training implements AutoCloseable {

  static final int AUXILIARY = 16;
  private static final int BATCH = 6;
  private static final long[] COUNTS = {5, 9, 14, 20};

  private final long seed;
  private final Optimizer optimizer;
  private final NDManager root = TensorEngine.newManager(ComputeDevice.CPU);
  private final Network network;
  private OptimizerState state;
  private int steps;

  Training(long seed, Optimizer optimizer) {
    this.seed = seed;
    this.optimizer = optimizer;
    Layout layout = new AuxiliaryHead(AUXILIARY).layout(ResNet.RESNET8, COUNTS.length);
    this.network = network(SeededInitialisation.of(layout, RandomKey.of(seed)), root);
    this.state = OptimizerState.zero(optimizer, network, root);
  }

  private static Network network(ModelState state, NDManager root) {
    return Network.of(
        ResNet.RESNET8,
        new AuxiliaryHead(AUXILIARY),
        COUNTS.length,
        state,
        root,
        Precision.FLOAT32);
  }

  void run(int count) {
    for (int i = 0; i < count; i++) {
      try (TrainingStep step = TrainingStep.begin(network)) {
        NDManager scope = step.manager();
        NDArray x = images(scope, seed, steps);
        int[] drawn = GoldenHash.integers(seed, 70 + steps, BATCH, COUNTS.length);
        NDArray labels = Transfer.labels(scope, drawn);
        float[] reference = GoldenHash.symmetric(seed, 80 + steps, BATCH * AUXILIARY, 1, 0);
        NDArray target = Transfer.matrix(scope, reference, BATCH, AUXILIARY);
        Outputs outputs = step.forward(x);
        BalancedSoftmax loss = new BalancedSoftmax();
        NDArray sum =
            loss.batch(outputs.logits(), labels, COUNTS)
                .add(loss.batch(outputs.requireFreeLogits(), labels, COUNTS))
                .add(Divergence.perSample(outputs.requireProjection(), target).mean().mul(3));
        Gradients gradients = step.backward(sum);
        gradients = new GradientClipping(5).clip(gradients);
        optimizer.step(network.parameters(), gradients, state, 1e-3);
      }
      steps++;
    }
  }

  static NDArray images(NDManager scope, long seed, int number) {
    float[] pixels = GoldenHash.symmetric(seed, 60 + number, BATCH * 32 * 32 * 3, 1.7, 0);
    return Transfer.images(scope, pixels, BATCH, 32, 32, 3);
  }

  /** Saves the tensors of optimiser and network and loads them again. */
  void saveAndLoad() {
    ModelState saved = state.save();
    state.close();
    network.load(network.save());
    state = OptimizerState.of(optimizer, network, saved, root);
  }

  ModelState model() {
    return network.save();
  }

  ModelState optimizerState() {
    return state.save();
  }

  Network network() {
    return network;
  }

  @Override
  public void close() {
    root.close();
  }
}
