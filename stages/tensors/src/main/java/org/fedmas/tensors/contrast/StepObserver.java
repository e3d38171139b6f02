package org.fedmas.tensors.contrast;

import ai.djl.ndarray.NDArray;
import org.fedmas.tensors.network.layer.Gradients;

/** A look at the arrays of a step while they are open, for comparisons. */
interface StepObserver {

  /** The observer that looks at nothing. */
  StepObserver NONE = new StepObserver() {};

  /** Receives a group of queries: features, embeddings, unit queries and logits. */
  default void queries(NDArray features, NDArray embeddings, NDArray unit, NDArray logits) {}

  /** Receives all unit keys in the order of the images, [n, dimension] row major. */
  default void keys(double[] keys) {}

  /** Receives the gradients of the whole batch. */
  default void gradients(Gradients gradients) {}
}
