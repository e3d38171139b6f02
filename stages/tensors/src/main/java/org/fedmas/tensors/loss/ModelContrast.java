package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.fedmas.tensors.Scalars;

/**
 * The term of MOON, which draws a feature towards the global model's and away from the client's
 * previous model's: {@code μ·mean −log(e^(cos(v,g)/T) / (e^(cos(v,g)/T) + e^(cos(v,p)/T)))}.
 * Source: arXiv 2103.16257, equation 3.
 *
 * @param weight the weight μ
 * @param temperature T, 0.5 as published
 */
public record ModelContrast(double weight, double temperature) {

  /**
   * Returns the term's value, a scalar.
   *
   * @param feature v, [n, d]; owns the result
   * @param global g, [n, d], without gradient
   * @param previous p, [n, d], without gradient
   */
  public NDArray of(NDArray feature, NDArray global, NDArray previous) {
    NDList cosines =
        new NDList(Divergence.cosine(feature, global), Divergence.cosine(feature, previous));
    NDArray logits = Scalars.over(NDArrays.stack(cosines, 1), temperature);
    return Scalars.times(logits.logSoftmax(1).get(":, 0").mean(), -weight);
  }
}
