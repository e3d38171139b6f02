package org.fedmas.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.Nullable;

/** One mini-batch of n images. */
interface TrainingBatch {

  /** Returns the classes, [n]. */
  int[] labels();

  /** Returns the normalised pixels, [n, 3, side, side]. */
  NDArray images(NDManager owner);

  /** Returns the auxiliary network's features of the pixels, [n, D]; null if no term needs them. */
  @Nullable NDArray features(NDManager owner);
}
