package org.fedmas.tensors.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;
import org.junit.jupiter.api.Test;

class HalfPrecisionTest {

  private static final int ALL = 1 << Short.SIZE;

  @Test
  void everyFloat16HasItsValue() {
    float[] wide = HalfPrecision.widened(everyPattern(TensorType.F16)).floats();
    for (int bits = 0; bits < ALL; bits++) {
      int exponent = bits >> 10 & 31;
      double fraction = (bits & 1023) / 1024.0;
      double size =
          exponent == 0
              ? fraction * 0x1p-14
              : exponent < 31
                  ? (1 + fraction) * Math.pow(2, exponent - 15)
                  : fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
      float expected = (float) (bits < ALL / 2 ? size : -size);
      assertThat(Float.compare(wide[bits], expected)).as("bits %s", bits).isZero();
    }
  }

  @Test
  void everyBfloat16IsTheUpperHalfOfAFloat() {
    StoredTensor wide = HalfPrecision.widened(everyPattern(TensorType.BF16));
    for (int bits = 0; bits < ALL; bits++) {
      assertThat(wide.buffer().getInt(bits * Integer.BYTES)).isEqualTo(bits << Short.SIZE);
    }
  }

  @Test
  void otherTypesStayAsTheyAre() {
    StoredTensor tensor = StoredTensor.of(new double[] {1}, 1);
    assertThat(HalfPrecision.widened(tensor)).isSameAs(tensor);
  }

  private static StoredTensor everyPattern(TensorType type) {
    ByteBuffer bytes = ByteBuffer.allocate(ALL * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int bits = 0; bits < ALL; bits++) {
      bytes.putShort((short) bits);
    }
    return new StoredTensor(type, new long[] {ALL}, bytes.array());
  }
}
