package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tensors.Transfer;

/**
 * The random selection of values that one training step drops. Values that remain are scaled up so
 * that expectations match evaluation.
 *
 * @param shares the probabilities of dropping
 * @param key the random key of the selection
 */
public record DropMask(Regularisation shares, RandomKey key) {

  /** Drops nothing. */
  public static final DropMask NONE = Regularisation.NONE.drawnBy(RandomKey.of(0));

  /**
   * Applies dropout to the features that enter the heads.
   *
   * @param features [n, d]; consumed unless it is the result
   */
  public NDArray features(NDArray features) {
    Shape shape = features.getShape();
    return masked(features, "features", shares.dropout(), shape);
  }

  /**
   * Sets the branch of a residual block to 0 for the samples that skip the block.
   *
   * @param block the block's name
   * @param place relative position of the block in the trunk, in [0, 1]
   * @param branch [n, c, h, w]; consumed unless it is the result
   */
  NDArray branch(String block, double place, NDArray branch) {
    Shape perSample = new Shape(branch.getShape().get(0), 1, 1, 1);
    return masked(branch, block, shares.stochasticDepth() * place, perSample);
  }

  private NDArray masked(NDArray array, String purpose, double share, Shape shape) {
    if (share == 0) {
      return array;
    }
    RandomStream stream = key.with(purpose).stream();
    float[] factors = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = stream.uniform() < share ? 0 : (float) (1 / (1 - share));
    }
    NDArray uploaded = Transfer.matrix(array.getManager(), factors, 1, factors.length);
    try (array) {
      return array.mul(uploaded.toType(array.getDataType(), false).reshape(shape));
    }
  }
}
