package org.fedmas.tensors.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.layer.Gradients;

/**
 * Shortens the gradient over all parameters, {@code g ← g·min(1, limit/(‖g‖ + 1e-6))}.
 *
 * @param limit the longest norm that stays
 */
public record GradientClipping(double limit) {

  /** Keeps a vanishing gradient from dividing by zero, as in PyTorch. */
  private static final double FLOOR = 1e-6;

  /** Returns the clipped gradients; the arrays stay as they are. */
  public Gradients clip(Gradients gradients) {
    double factor = limit / (norm(gradients) + FLOOR);
    return factor >= 1 ? gradients : gradients.times(factor);
  }

  /** Norm over all parameters: by the engine per parameter, squares summed in order, in double. */
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
