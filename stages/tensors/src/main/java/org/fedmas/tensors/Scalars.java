package org.fedmas.tensors;

import ai.djl.ndarray.NDArray;

/**
 * Arithmetic of arrays and numbers that may be recorded for gradients.
 *
 * <p>The engine's own {@code array.mul(number)} puts the number into a buffer of the JVM and
 * releases the buffer at once. A recorded product keeps the buffer's address for its gradient, so a
 * garbage collection corrupts the gradient. Here the number lives as long as the manager that owns
 * the result (docs/decisions/0007).
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

  /** Returns the number as an array without dimensions: the result keeps the array's type. */
  private static NDArray held(NDArray array, double number) {
    return array.getManager().create(number);
  }
}
