package org.fedmas.testkit;

/** The closed-form values of a model state's tensors in the golden files, by the tensor's kind. */
public final class GoldenTensor {

  private GoldenTensor() {}

  /**
   * Returns the numbers of one tensor, row major.
   *
   * @param kind the tensor's kind in {@code state_dicts.json}, except {@code count}
   * @param shape at least one dimension
   * @param stream {@code stream_base} plus the tensor's index in its state
   */
  public static float[] values(String kind, long[] shape, long seed, long stream) {
    int size = 1;
    for (long length : shape) {
      size = Math.toIntExact(size * length);
    }
    long fanIn = size / shape[0];
    return switch (kind) {
      case "weight" -> GoldenHash.symmetric(seed, stream, size, Math.sqrt(6.0 / fanIn), 0);
      case "bias" -> GoldenHash.symmetric(seed, stream, size, 0.05, 0);
      case "gamma" -> GoldenHash.symmetric(seed, stream, size, 0.2, 0.9);
      case "beta", "mean" -> GoldenHash.symmetric(seed, stream, size, 0.1, 0);
      case "var" -> GoldenHash.symmetric(seed, stream, size, 0.3, 1.0);
      default -> throw new IllegalArgumentException("no golden values for kind " + kind);
    };
  }
}
