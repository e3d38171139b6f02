package org.fedmas.prior;

import ai.djl.ndarray.NDArray;
import java.util.stream.IntStream;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.ClassMeans;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.loss.Divergence;
import org.fedmas.tensors.network.EvaluationNetwork;
import org.jspecify.annotations.Nullable;

/**
 * The measurement of one client's class prior, batch by batch: {@code P_kc = mean of δ over the
 * images of class c}, under the received global model in evaluation mode. Source: arXiv 2307.14959,
 * section 2.
 */
public final class PriorPass {

  private final EvaluationNetwork network;
  private final PriorSettings settings;
  private final ClassCounts counts;
  private final ClassMeans means;

  /**
   * Creates a measurement of a client.
   *
   * @param network the received global model
   * @param counts n_kc, the client's training images per class
   */
  public PriorPass(EvaluationNetwork network, PriorSettings settings, ClassCounts counts) {
    this.network = network;
    this.settings = settings;
    this.counts = counts;
    this.means = new ClassMeans(counts.classes());
  }

  /**
   * Measures a batch of n images: δ of each, or with λ = 0 its classification loss.
   *
   * @param images [n, 3, side, side]; owns the intermediate results
   * @param features [n, D] of the auxiliary network; null with λ = 0
   */
  public void add(int[] labels, NDArray images, @Nullable NDArray features) {
    try (Autograd.Recording off = Autograd.paused()) {
      if (features == null) {
        long[] perClass = IntStream.of(counts.counts()).asLongStream().toArray();
        NDArray classes = Transfer.labels(images.getManager(), labels);
        add(labels, settings.loss().perSample(network.logits(images), classes, perClass));
      } else {
        add(labels, Divergence.perSample(network.projection(images), features));
      }
    }
  }

  /** Adds the measured numbers of a batch, [n]. */
  void add(int[] labels, NDArray perSample) {
    double[] values = Transfer.doubles(perSample);
    for (int i = 0; i < values.length; i++) {
      means.add(labels[i], values[i]);
    }
  }

  /** Returns the number of images measured so far, per class. */
  public ClassCounts seen() {
    return means.seen();
  }

  /** Returns P_kc, 0 for a class without images. */
  public double[] classPrior() {
    return settings.plan().classPrior(means, counts);
  }
}
