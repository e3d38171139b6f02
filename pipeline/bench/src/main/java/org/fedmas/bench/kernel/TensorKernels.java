package org.fedmas.bench.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.loss.BalancedSoftmax;
import org.fedmas.tensors.loss.Divergence;
import org.fedmas.tensors.loss.FlambyFocal;
import org.fedmas.tensors.loss.Loss;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The losses of a batch of 64, without gradients. */
@State(Scope.Thread)
public class TensorKernels {

  private static final int BATCH = 64;
  private static final int WIDTH = 2048;
  private static final long[] COUNTS = {100, 400, 60, 20, 80, 10, 9, 30};

  private final NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
  private final float[] rows = Noise.floats(BATCH * WIDTH);
  private final float[] scores = Noise.floats(BATCH * COUNTS.length);
  private final int[] labels = new int[BATCH];

  public TensorKernels() {
    for (int i = 0; i < BATCH; i++) {
      labels[i] = i % COUNTS.length;
    }
  }

  /** Returns the divergence, including the transfer of both matrices to the engine. */
  @Benchmark
  public double[] divergence() {
    try (NDManager step = manager.newSubManager()) {
      NDArray u = Transfer.matrix(step, rows, BATCH, WIDTH);
      NDArray v = Transfer.matrix(step, rows, BATCH, WIDTH);
      return Transfer.doubles(Divergence.perSample(u, v));
    }
  }

  @Benchmark
  public double[] balancedSoftmax() {
    return loss(new BalancedSoftmax());
  }

  @Benchmark
  public double[] flambyFocal() {
    return loss(FlambyFocal.published());
  }

  private double[] loss(Loss loss) {
    try (NDManager step = manager.newSubManager()) {
      NDArray logits = Transfer.matrix(step, scores, BATCH, COUNTS.length);
      return Transfer.doubles(loss.batch(logits, Transfer.labels(step, labels), COUNTS));
    }
  }
}
