package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.fedmas.tensors.Scalars;

/**
 * The term of FedProx, {@code (μ/2)·‖θ − θ_global‖²} over trainable parameters. Source: arXiv
 * 1812.06127, equation 2.
 *
 * @param weight the weight μ
 */
public record Proximal(double weight) {

  /**
   * Returns the term's value, a scalar, summed in the order of the parameters.
   *
   * @param parameters θ; the first owns the result
   * @param anchors θ_global, in the same order
   * @throws IllegalArgumentException if the numbers of anchors and parameters differ or are 0
   */
  public NDArray of(List<NDArray> parameters, List<NDArray> anchors) {
    if (parameters.isEmpty() || parameters.size() != anchors.size()) {
      throw new IllegalArgumentException(
          parameters.size() + " parameters and " + anchors.size() + " anchors");
    }
    NDArray sum = distance(parameters.get(0), anchors.get(0));
    for (int i = 1; i < parameters.size(); i++) {
      sum = sum.add(distance(parameters.get(i), anchors.get(i)));
    }
    return Scalars.times(sum, weight / 2);
  }

  private static NDArray distance(NDArray parameter, NDArray anchor) {
    try (NDArray difference = parameter.sub(anchor);
        NDArray square = difference.square()) {
      return square.sum();
    }
  }
}
