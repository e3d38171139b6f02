package org.fedmas.tensors.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One gradient per parameter, in the order of {@link Layout#parameters()}; null for a parameter
 * that has no part in the loss.
 */
public final class Gradients {

  private final List<@Nullable NDArray> arrays;
  private final NDManager manager;

  /** Wraps gradients; the manager owns what is derived from them. */
  public Gradients(List<? extends @Nullable NDArray> arrays, NDManager manager) {
    this.arrays = Collections.unmodifiableList(new ArrayList<@Nullable NDArray>(arrays));
    this.manager = manager;
  }

  /** Number of parameters. */
  public int size() {
    return arrays.size();
  }

  /** The gradient of a parameter, live; null if it has none. */
  public @Nullable NDArray of(int parameter) {
    return arrays.get(parameter);
  }

  /** Those that are there, in order. */
  public List<NDArray> present() {
    List<NDArray> present = new ArrayList<>();
    for (NDArray array : arrays) {
      if (array != null) {
        present.add(Objects.requireNonNull(array));
      }
    }
    return present;
  }

  /** Owner of the gradients. */
  public NDManager manager() {
    return manager;
  }
}
