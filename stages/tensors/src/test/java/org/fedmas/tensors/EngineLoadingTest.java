package org.fedmas.tensors;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

class EngineLoadingTest {

  @Test
  void theEngineCanBeUsedWhileItLoads() {
    try (EngineLoading loading = EngineLoading.start();
        NDManager manager = TensorEngine.newManager(ComputeDevice.CPU)) {
      assertThat(manager.create(new float[] {1, 2}).sum().getFloat()).isEqualTo(3);
    }
  }
}
