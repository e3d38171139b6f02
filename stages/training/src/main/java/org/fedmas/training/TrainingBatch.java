package org.fedmas.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.Nullable;

/** One mini-batch of n images. */
interface TrainingBatch {

  /** [n] classes. */
  int[] labels();

  /** [n, 3, side, side] normalised pixels, made on the given manager. */
  NDArray images(NDManager owner);

  /** [n, D] features of the auxiliary network for the same pixels; null where none are needed. */
  @Nullable NDArray references(NDManager owner);
}
