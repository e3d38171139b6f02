package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One gradient per parameter, in the order of {@link Layout#parameters()}; null for a parameter
 * that the loss does not depend on. A gradient is the array times a factor, which an optimiser
 * applies in its own pass.
 */
public final class Gradients {

  private final List<@Nullable NDArray> arrays;
  private final NDManager manager;
  private final double factor;

  /** Creates gradients with factor 1; the manager owns arrays derived from them. */
  public Gradients(List<? extends @Nullable NDArray> arrays, NDManager manager) {
    this(Collections.unmodifiableList(new ArrayList<@Nullable NDArray>(arrays)), manager, 1);
  }

  private Gradients(List<@Nullable NDArray> arrays, NDManager manager, double factor) {
    this.arrays = arrays;
    this.manager = manager;
    this.factor = factor;
  }

  /** Returns these gradients multiplied by another factor. */
  public Gradients times(double another) {
    return new Gradients(arrays, manager, factor * another);
  }

  /** Returns the factor by which the arrays have to be multiplied; 1 by default. */
  public double factor() {
    return factor;
  }

  /** Returns the number of parameters. */
  public int size() {
    return arrays.size();
  }

  /** Returns the live array of a parameter's gradient, before the factor; null if it has none. */
  public @Nullable NDArray of(int parameter) {
    return arrays.get(parameter);
  }

  /** Returns the arrays of the parameters that have a gradient, in order. */
  public List<NDArray> present() {
    return arrays.stream().flatMap(Stream::ofNullable).toList();
  }

  /** Returns the manager that owns the gradients. */
  public NDManager manager() {
    return manager;
  }
}
