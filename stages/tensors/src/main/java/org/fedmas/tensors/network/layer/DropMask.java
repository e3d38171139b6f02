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
   * Applies dropout to the input of {@code fc}.
   *
   * @param features [n, d]; stays open
   */
  public NDArray features(NDArray features) {
    return shares.dropout() == 0
        ? features
        : features.mul(factors(features, "features", shares.dropout(), features.getShape()));
  }

  /**
   * Sets the branch of a residual block to 0 for the samples that skip the block.
   *
   * @param block the block's name
   * @param place relative position of the block in the trunk, in [0, 1]
   * @param branch [n, c, h, w]; consumed unless it is the result
   */
  NDArray branch(String block, double place, NDArray branch) {
    double share = shares.stochasticDepth() * place;
    if (share == 0) {
      return branch;
    }
    Shape perSample = new Shape(branch.getShape().get(0), 1, 1, 1);
    try (branch) {
      return branch.mul(factors(branch, block, share, perSample));
    }
  }

  private NDArray factors(NDArray array, String purpose, double share, Shape shape) {
    RandomStream stream = key.with(purpose).stream();
    float[] factors = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = stream.uniform() < share ? 0 : (float) (1 / (1 - share));
    }
    NDArray uploaded = Transfer.matrix(array.getManager(), factors, 1, factors.length);
    return uploaded.toType(array.getDataType(), false).reshape(shape);
  }
}
