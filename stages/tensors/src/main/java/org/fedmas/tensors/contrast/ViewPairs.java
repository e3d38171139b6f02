package org.fedmas.tensors.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** A batch of images in two views each, one for the query encoder and one for the key encoder. */
public interface ViewPairs {

  /** Returns the number of images. */
  int size();

  /** Returns the query views of these rows, in the given order, [rows, …]. */
  NDArray queries(NDManager owner, int[] rows);

  /** Returns the key views of these rows, in the given order, [rows, …]. */
  NDArray keys(NDManager owner, int[] rows);
}
