package org.fedmas.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.fedmas.contract.error.ConfigException;
import org.junit.jupiter.api.Test;

class PrecisionTest {

  @Test
  void processorsSayWhetherTheyMultiplyBfloat16() {
    assertThat(supported("flags : fma avx512f avx512_bf16 amx_bf16")).isTrue();
    assertThat(supported("Features : fp asimd bf16")).isTrue();
    assertThat(supported("flags : fma avx2 avx512f avx512bw")).isFalse();
    assertThat(supported("")).isFalse();
    assertThat(Precision.FLOAT32.isSupported(ProcessorInformation.of(""))).isTrue();
  }

  @Test
  void aProcessorWithoutInstructionsIsRefused() {
    ProcessorInformation old = ProcessorInformation.of("model name : Old\nflags : avx2");
    Precision.FLOAT32.requireSupported(old);
    assertThatThrownBy(() -> Precision.BFLOAT16.requireSupported(old))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("engine.precision: found bfloat16", "Old", "avx512_bf16");
  }

  @Test
  void recipesNameAnotherPrecisionThanFloat32() {
    Numerics plain = Numerics.of(ComputeDevice.CPU, 2, Precision.FLOAT32);
    Numerics half = Numerics.of(ComputeDevice.CPU, 2, Precision.BFLOAT16);
    assertThat(plain.fields()).doesNotContainKey(Numerics.PRECISION);
    assertThat(half.fields()).containsEntry(Numerics.PRECISION, "bfloat16");
    assertThat(Precision.of(plain.fields())).isEqualTo(Precision.FLOAT32);
    assertThat(Precision.of(half.fields())).isEqualTo(Precision.BFLOAT16);
    assertThat(Precision.of(Map.of())).isEqualTo(Precision.FLOAT32);
  }

  private static boolean supported(String information) {
    return Precision.BFLOAT16.isSupported(ProcessorInformation.of(information));
  }
}
