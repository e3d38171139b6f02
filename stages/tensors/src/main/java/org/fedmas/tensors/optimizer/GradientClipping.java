package org.fedmas.tensors.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.Gradients;

/**
 * Shortens the gradient over all parameters, {@code g ← g·min(1, limit/(‖g‖ + 1e-6))}.
 *
 * @param limit the longest norm that stays
 */
public record GradientClipping(double limit) {

  /** Keeps a vanishing gradient from dividing by zero, as in PyTorch. */
  private static final double FLOOR = 1e-6;

  /** Clips in place and returns the norm from before. */
  public double clip(Gradients gradients) {
    try (Autograd.Recording off = Autograd.paused();
        NDManager scratch = gradients.manager().newSubManager()) {
      double norm = norm(gradients, scratch);
      double factor = limit / (norm + FLOOR);
      if (!(factor >= 1)) {
        NDArray scalar = scratch.create(factor);
        gradients.present().forEach(gradient -> gradient.muli(scalar));
      }
      return norm;
    }
  }

  /** Norms per parameter by the engine, read at once; their squares summed in order, in double. */
  private static double norm(Gradients gradients, NDManager scratch) {
    NDList norms = new NDList();
    for (NDArray gradient : gradients.present()) {
      NDArray norm = gradient.norm();
      norm.attach(scratch);
      norms.add(norm);
    }
    if (norms.isEmpty()) {
      return 0;
    }
    double sum = 0;
    for (double norm : Transfer.doubles(NDArrays.stack(norms))) {
      sum += norm * norm;
    }
    return Math.sqrt(sum);
  }
}
