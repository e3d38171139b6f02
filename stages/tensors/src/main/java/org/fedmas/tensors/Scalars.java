package org.fedmas.tensors;

import ai.djl.ndarray.NDArray;

/**
 * Arithmetic of arrays with numbers that may be recorded for gradients.
 *
 * <p>The engine's own {@code array.mul(number)} puts the number into a buffer of the JVM and lets
 * go of it at once, while a recorded product keeps the address for its gradient: after the next
 * collection the gradient is computed with whatever lies there. Here the number stays as long as
 * the manager that owns the result (docs/decisions/0007).
 */
public final class Scalars {

  private Scalars() {}

  /** {@code array + number}. */
  public static NDArray plus(NDArray array, double number) {
    return array.add(held(array, number));
  }

  /** {@code array · number}. */
  public static NDArray times(NDArray array, double number) {
    return array.mul(held(array, number));
  }

  /** {@code array / number}. */
  public static NDArray over(NDArray array, double number) {
    return array.div(held(array, number));
  }

  /** {@code array ^ number}, element by element. */
  public static NDArray power(NDArray array, double number) {
    return array.pow(held(array, number));
  }

  /** Returns a number without dimensions takes on the array's type. */
  private static NDArray held(NDArray array, double number) {
    return array.getManager().create(number);
  }
}
