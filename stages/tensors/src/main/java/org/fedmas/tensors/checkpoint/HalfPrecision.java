package org.fedmas.tensors.checkpoint;

import java.nio.ShortBuffer;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;

/** The two element types of 16 bits, all of whose values are float32 values too. */
final class HalfPrecision {

  private static final int FRACTION_BITS = 10;
  private static final int FRACTION = (1 << FRACTION_BITS) - 1;
  private static final int LARGEST_EXPONENT = 31;

  /** Bits of a float32 fraction beyond those of a float16 fraction. */
  private static final int MORE_BITS = 13;

  /** Difference between the exponents' biases, 127 and 15. */
  private static final int BIAS = 112;

  private HalfPrecision() {}

  /** Returns whether elements of this type become float32. */
  static boolean has(TensorType type) {
    return type == TensorType.F16 || type == TensorType.BF16;
  }

  /** Returns a tensor of 16-bit elements in float32, and any other as it is. */
  static StoredTensor widened(StoredTensor tensor) {
    if (!has(tensor.type())) {
      return tensor;
    }
    boolean brain = tensor.type() == TensorType.BF16;
    ShortBuffer bits = tensor.buffer().asShortBuffer();
    float[] values = new float[tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = brain ? Float.intBitsToFloat(bits.get(i) << Short.SIZE) : ofHalf(bits.get(i));
    }
    return StoredTensor.of(values, tensor.shape());
  }

  private static float ofHalf(short bits) {
    int sign = (bits & 0x8000) << Short.SIZE;
    int exponent = (bits >> FRACTION_BITS) & LARGEST_EXPONENT;
    int fraction = bits & FRACTION;
    if (exponent == 0) {
      float size = fraction * 0x1p-24f;
      return sign == 0 ? size : -size;
    }
    int wide = exponent == LARGEST_EXPONENT ? 0xFF : exponent + BIAS;
    return Float.intBitsToFloat(
        sign | (wide << (FRACTION_BITS + MORE_BITS)) | (fraction << MORE_BITS));
  }
}
