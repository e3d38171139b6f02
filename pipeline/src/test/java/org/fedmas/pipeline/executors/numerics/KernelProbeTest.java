package org.fedmas.pipeline.executors.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import org.fedmas.contract.Digest;
import org.fedmas.tensors.TensorEngine;
import org.junit.jupiter.api.Test;

/** Tests within one process; RefusedWorkerTest covers processes with other kernels. */
class KernelProbeTest {

  @Test
  void isRepeatableAndLeavesNoArrays() {
    int before = TensorEngine.threads();
    try {
      Digest first = KernelProbe.run(1);
      int arrays = TensorEngine.liveArrays();

      assertThat(KernelProbe.run(1)).isEqualTo(first);
      assertThat(TensorEngine.liveArrays()).isEqualTo(arrays);
    } finally {
      TensorEngine.useThreads(before);
    }
  }
}
