package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One gradient per parameter, in the order of {@link Layout#parameters()}; null for a parameter
 * that has no part in the loss. The gradients are the arrays' numbers times a factor, which an
 * optimiser multiplies in on its way through them.
 */
public final class Gradients {

  private final List<@Nullable NDArray> arrays;
  private final NDManager manager;
  private final double factor;

  /** Wraps gradients; the manager owns what is derived from them. */
  public Gradients(List<? extends @Nullable NDArray> arrays, NDManager manager) {
    this(Collections.unmodifiableList(new ArrayList<@Nullable NDArray>(arrays)), manager, 1);
  }

  private Gradients(List<@Nullable NDArray> arrays, NDManager manager, double factor) {
    this.arrays = arrays;
    this.manager = manager;
    this.factor = factor;
  }

  /** The same gradients, each number multiplied by another factor. */
  public Gradients times(double another) {
    return new Gradients(arrays, manager, factor * another);
  }

  /** What the arrays' numbers are multiplied by; 1 unless something was multiplied in. */
  public double factor() {
    return factor;
  }

  /** Returns the number of parameters. */
  public int size() {
    return arrays.size();
  }

  /** Returns the array of a parameter's gradient, live, before the factor; null if it has none. */
  public @Nullable NDArray of(int parameter) {
    return arrays.get(parameter);
  }

  /** Returns the arrays that are there, in order. */
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
