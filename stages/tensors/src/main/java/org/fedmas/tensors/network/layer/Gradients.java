package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.fedmas.tensors.Autograd;
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

  /**
   * Returns these gradients plus an array for each parameter, with factor 1. Overwrites the arrays;
   * a parameter without gradient stays without one.
   *
   * @param others in the order of the parameters; null adds nothing
   */
  public Gradients plus(List<? extends @Nullable NDArray> others) {
    try (Autograd.Recording off = Autograd.paused();
        NDManager scalars = manager.newSubManager()) {
      NDArray common = scalars.create(factor);
      for (int i = 0; i < arrays.size(); i++) {
        NDArray gradient = arrays.get(i);
        NDArray other = others.get(i);
        if (gradient != null && factor != 1) {
          gradient.muli(common);
        }
        if (gradient != null && other != null) {
          gradient.addi(other);
        }
      }
    }
    return new Gradients(arrays, manager, 1);
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
