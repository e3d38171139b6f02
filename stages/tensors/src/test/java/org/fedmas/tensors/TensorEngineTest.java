package org.fedmas.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TensorEngineTest {

  @Test
  void everyThreadUsesTheChosenThreadCount() {
    int before = TensorEngine.threads();
    TensorEngine.useThreads(1);
    try {
      assertThat(TensorEngine.threads()).isEqualTo(1);
      CompletableFuture<Integer> other = new CompletableFuture<>();
      Thread thread = new Thread(() -> other.complete(TensorEngine.threads()));
      thread.start();
      assertThat(other.join()).isEqualTo(1);
    } finally {
      TensorEngine.useThreads(before);
    }
    assertThatThrownBy(() -> TensorEngine.useThreads(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void closingRestoresTheRecordingMode() {
    try (Autograd.Recording off = Autograd.paused()) {
      assertThat(JniUtils.isGradMode()).isFalse();
      try (Autograd.Recording on = Autograd.recording()) {
        assertThat(JniUtils.isGradMode()).isTrue();
      }
      assertThat(JniUtils.isGradMode()).isFalse();
    }
  }

  @Test
  void numericsNameEveryField() {
    Numerics numerics = Numerics.of(ComputeDevice.CPU, 2, Precision.FLOAT32);
    assertThat(numerics.engine()).isEqualTo("pytorch");
    assertThat(numerics.engineVersion()).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(numerics.nativeVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(numerics.device()).isEqualTo("cpu");
    assertThat(numerics.threads()).isEqualTo(2);
    assertThat(numerics).isEqualTo(Numerics.of(ComputeDevice.CPU, 2, Precision.FLOAT32));
  }

  @Test
  void theCpuLevelFollowsTheFlagsAndTheLimit() {
    String avx2 = "processor : 0\nflags\t\t: fpu fma avx avx2 fpu\n";
    String avx512 = "flags : fma avx2 avx512f avx512bw avx512dq avx512vl\n";
    assertThat(CpuLevel.of(ProcessorInformation.of(avx2))).isEqualTo(CpuLevel.AVX2);
    assertThat(CpuLevel.of(ProcessorInformation.of(avx512))).isEqualTo(CpuLevel.AVX512);
    assertThat(CpuLevel.of(ProcessorInformation.of("flags : sse2\n"))).isEqualTo(CpuLevel.BASELINE);
    assertThat(CpuLevel.limited(CpuLevel.AVX512, "avx2")).isEqualTo(CpuLevel.AVX2);
    assertThat(CpuLevel.limited(CpuLevel.AVX2, "avx512")).isEqualTo(CpuLevel.AVX2);
    assertThat(CpuLevel.limited(CpuLevel.AVX2, "default")).isEqualTo(CpuLevel.BASELINE);
    assertThat(CpuLevel.limited(CpuLevel.AVX2, "")).isEqualTo(CpuLevel.AVX2);
    assertThat(CpuLevel.limited(CpuLevel.NEON, "avx2")).isEqualTo(CpuLevel.NEON);
  }
}
