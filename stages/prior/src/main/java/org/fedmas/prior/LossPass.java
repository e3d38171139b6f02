package org.fedmas.prior;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.fedmas.contract.ClassMeans;
import org.fedmas.tables.summary.ClassLossSummary;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.loss.CrossEntropy;
import org.fedmas.tensors.network.EvaluationNetwork;

/**
 * The measurement of one client's losses per class, batch by batch: plain cross entropy under the
 * received model in evaluation mode.
 */
public final class LossPass {

  private static final long[] NO_COUNTS = {};

  private final EvaluationNetwork network;
  private final ClassMeans losses;

  /**
   * Creates a measurement of a client.
   *
   * @param network the received global model
   */
  public LossPass(EvaluationNetwork network, int classes) {
    this.network = network;
    this.losses = new ClassMeans(classes);
  }

  /**
   * Measures a batch of n images.
   *
   * @param images [n, 3, side, side]; owns the intermediate results
   */
  public void add(int[] labels, NDArray images) {
    try (Autograd.Recording off = Autograd.paused()) {
      NDArray classes = Transfer.labels(images.getManager(), labels);
      double[] values =
          Transfer.doubles(
              new CrossEntropy().perSample(network.logits(images), classes, NO_COUNTS));
      for (int i = 0; i < values.length; i++) {
        losses.add(labels[i], values[i]);
      }
    }
  }

  /** Returns the sums and counts so far. */
  public ClassLossSummary summary(int client, int round) {
    return new ClassLossSummary(
        client,
        round,
        Arrays.stream(losses.seen().counts()).boxed().toList(),
        Arrays.stream(losses.sums()).boxed().toList());
  }
}
