package org.fedmas.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.fedmas.contract.Waiting;
import org.fedmas.contract.error.ConfigException;
import org.junit.jupiter.api.Test;

/** Tests with invented GPU numbers; no GPU is needed. */
class GpuPoolTest {

  private static final Runnable PATIENTLY = () -> {};

  @Test
  void aGpuIsLentToOneUnitAtATime() throws Exception {
    GpuPool pool = new GpuPool(List.of(3, 5));
    AtomicInteger[] users = {
      null, null, null, new AtomicInteger(), null, new AtomicInteger(),
    };
    Callable<Integer> unit =
        () -> {
          try (GpuPool.Loan loan = pool.take(PATIENTLY)) {
            assertThat(users[loan.gpu()].incrementAndGet()).isEqualTo(1);
            assertThat(TensorEngine.device(ComputeDevice.GPU)).isEqualTo(Device.gpu(loan.gpu()));
            Waiting.pause(Duration.ofMillis(2));
            users[loan.gpu()].decrementAndGet();
            return loan.gpu();
          }
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> units = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        units.add(threads.submit(unit));
      }
      List<Integer> used = new ArrayList<>();
      for (Future<Integer> one : units) {
        used.add(one.get());
      }
      assertThat(used).contains(3, 5).containsOnly(3, 5);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aWaitingThreadCanBeStopped() throws Exception {
    GpuPool pool = new GpuPool(List.of(0));
    GpuPool.Loan only = pool.take(PATIENTLY);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<GpuPool.Loan> waiting =
          other.submit(
              () ->
                  pool.take(
                      () -> {
                        throw new IllegalStateException("stopped");
                      }));
      assertThatThrownBy(waiting::get).hasRootCauseMessage("stopped");
      only.close();
      assertThat(other.submit(() -> pool.take(PATIENTLY).gpu()).get()).isZero();
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void aThreadCannotTakeASecondGpu() throws Exception {
    GpuPool pool = new GpuPool(List.of(1, 2));
    try (GpuPool.Loan loan = pool.take(PATIENTLY)) {
      assertThat(loan.gpu()).isEqualTo(1);
      assertThatThrownBy(() -> pool.take(PATIENTLY)).hasMessageContaining("already has GPU 1");
    }
    assertThat(GpuPool.lent()).isZero();
  }

  @Test
  void rejectsChosenGpusThatAreMissing() {
    assertThat(GpuPool.among(List.of(), 3)).containsExactly(0, 1, 2);
    assertThat(GpuPool.among(List.of(2, 0), 3)).containsExactly(2, 0);
    assertThatThrownBy(() -> GpuPool.among(List.of(0, 3), 3))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("gpus: found [0, 3], but the engine sees only [0, 1, 2]");
    assertThatThrownBy(() -> GpuPool.among(List.of(), 0))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("gpus: found all, but the engine sees no GPU");
  }
}
