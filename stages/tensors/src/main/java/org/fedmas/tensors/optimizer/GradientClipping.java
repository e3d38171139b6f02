package org.fedmas.tensors.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.layer.Gradients;

/**
 * A limit on the gradient's norm over all parameters, {@code g ← g·min(1, limit/(‖g‖ + 1e-6))}.
 *
 * @param limit the largest norm that is left unchanged
 */
public record GradientClipping(double limit) {

  /** Summand that prevents a division by zero, as in PyTorch. */
  private static final double FLOOR = 1e-6;

  /** Returns the clipped gradients without changing the arrays. */
  public Gradients clip(Gradients gradients) {
    double factor = limit / (norm(gradients) + FLOOR);
    return factor >= 1 ? gradients : gradients.times(factor);
  }

  /** Returns the norm over all parameters: the engine's for each, summed in order in double. */
  public static double norm(Gradients gradients) {
    try (Autograd.Recording off = Autograd.paused();
        NDManager scratch = gradients.manager().newSubManager()) {
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
      return Math.sqrt(sum) * gradients.factor();
    }
  }
}
