package org.fedmas.tensors.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import org.fedmas.tables.model.ModelState;
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

  private static StoredTensor narrowed(float... values) {
    ModelState state = new ModelState(Map.of("a", StoredTensor.of(values, values.length)));
    return HalfPrecision.narrowed(state).tensor("a");
  }

  @Test
  void narrowingUndoesWidening() {
    StoredTensor all = everyPattern(TensorType.F16);
    ByteBuffer expected = ByteBuffer.allocate(all.data().length).order(ByteOrder.LITTLE_ENDIAN);
    float[] wide = HalfPrecision.widened(all).floats();
    float[] finite = new float[wide.length];
    int count = 0;
    for (int bits = 0; bits < ALL; bits++) {
      if (Float.isFinite(wide[bits])) {
        finite[count++] = wide[bits];
        expected.putShort((short) bits);
      }
    }
    assertThat(narrowed(Arrays.copyOf(finite, count)).data())
        .isEqualTo(Arrays.copyOf(expected.array(), count * Short.BYTES));
  }

  @Test
  void narrowingRoundsToTheNearestAndTiesToEven() {
    float ulp = 0x1p-10f;
    float[] near = {
      1 + ulp / 2,
      1 + 1.5f * ulp,
      1 + 0.51f * ulp,
      -1 - ulp / 2,
      2 - ulp / 4,
      65519,
      0x1p-25f,
      0x1.8p-24f,
      0x1.ffap-15f,
      0x1.ffcp-15f
    };
    assertThat(HalfPrecision.widened(narrowed(near)).floats())
        .containsExactly(
            1, 1 + 2 * ulp, 1 + ulp, -1, 2, 65504, 0, 0x1p-23f, 0x1.ff8p-15f, 0x1p-14f);
  }

  @Test
  void numbersBeyondFloat16AreRefused() {
    assertThatThrownBy(() -> narrowed(1, 65520))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a: found 65520.0, expected less than");
    assertThat(HalfPrecision.widened(narrowed(Float.NaN)).floats()[0]).isNaN();
  }

  @Test
  void countersAreNotNarrowed() {
    ModelState counters = new ModelState(Map.of("n", StoredTensor.of(new long[] {3})));
    assertThat(HalfPrecision.narrowed(counters)).isEqualTo(counters);
  }

  private static StoredTensor everyPattern(TensorType type) {
    ByteBuffer bytes = ByteBuffer.allocate(ALL * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int bits = 0; bits < ALL; bits++) {
      bytes.putShort((short) bits);
    }
    return new StoredTensor(type, new long[] {ALL}, bytes.array());
  }
}
