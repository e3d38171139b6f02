package org.fedmas.tensors.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;

/** The two element types of 16 bits, all of whose values are float32 values too. */
public final class HalfPrecision {

  private static final int FRACTION_BITS = 10;
  private static final int FRACTION = (1 << FRACTION_BITS) - 1;
  private static final int LARGEST_EXPONENT = 31;

  /** Bits of a float32 fraction beyond those of a float16 fraction. */
  private static final int MORE_BITS = 13;

  /** Difference between the exponents' biases, 127 and 15. */
  private static final int BIAS = 112;

  /** The smallest number that float16 rounds to infinity. */
  private static final float BEYOND_HALF = 65520;

  /** The smallest positive float16 with a full fraction. */
  private static final float SMALLEST_NORMAL = 0x1p-14f;

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

  /**
   * Returns a state whose float32 tensors are rounded to float16, to the nearest value and ties to
   * even; tensors of other types stay as they are.
   *
   * @throws IllegalArgumentException if a number is too large for float16, 65520 and above
   */
  public static ModelState narrowed(ModelState state) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    state.tensors().forEach((name, tensor) -> tensors.put(name, narrowed(name, tensor)));
    return new ModelState(tensors);
  }

  private static StoredTensor narrowed(String name, StoredTensor tensor) {
    if (tensor.type() != TensorType.F32) {
      return tensor;
    }
    ByteBuffer bits =
        ByteBuffer.allocate(tensor.size() * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : tensor.floats()) {
      if (Math.abs(value) >= BEYOND_HALF) {
        throw new IllegalArgumentException(
            "%s: found %s, expected less than %s, since float16 has no larger numbers"
                .formatted(name, value, BEYOND_HALF));
      }
      bits.putShort(toHalf(value));
    }
    return new StoredTensor(TensorType.F16, tensor.shape(), bits.array());
  }

  private static short toHalf(float value) {
    int sign = Float.floatToRawIntBits(value) >>> Short.SIZE & 0x8000;
    float size = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | LARGEST_EXPONENT << FRACTION_BITS | 1 << (FRACTION_BITS - 1));
    }
    if (size < SMALLEST_NORMAL) {
      return (short) (sign | (int) Math.rint(size * 0x1p24f));
    }
    int wide = Float.floatToRawIntBits(size);
    int even = wide >> MORE_BITS & 1;
    int rounded = wide + (1 << (MORE_BITS - 1)) - 1 + even >> MORE_BITS;
    return (short) (sign | rounded - (BIAS << FRACTION_BITS));
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
