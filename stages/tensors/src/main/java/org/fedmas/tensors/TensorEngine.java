package org.fedmas.tensors;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The native tensor engine of this process. Loading takes about a second and happens with the first
 * manager. The number of threads applies to the whole process and affects the last bits of results.
 */
public final class TensorEngine {

  /** 0 until a number was chosen. */
  private static final AtomicInteger CHOSEN = new AtomicInteger();

  private static final ThreadLocal<Integer> APPLIED = ThreadLocal.withInitial(() -> 0);

  private TensorEngine() {}

  /**
   * Sets the number of threads that kernels use from the next call on.
   *
   * @throws IllegalArgumentException unless positive
   */
  public static void useThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "threads of the engine: found %s, expected 1 or more".formatted(threads));
    }
    CHOSEN.set(threads);
    prepareThread();
  }

  /** Returns the number of threads that a kernel uses. */
  public static int threads() {
    prepareThread();
    return JniUtils.getNumThreads();
  }

  /**
   * Returns a new manager, which owns arrays and frees them when closed. A manager may be handed to
   * another thread, and each thread may have its own. On a GPU, the manager uses the GPU lent to
   * the calling thread.
   */
  public static NDManager newManager(ComputeDevice device) {
    prepareThread();
    return engine().newBaseManager(device(device));
  }

  /**
   * Compiles a TorchScript archive. The function lives as long as the process and computes the same
   * bits at each call, since the engine's optimiser, which would first observe it, is switched off.
   */
  public static PtSymbolBlock compile(byte[] archive) {
    prepareThread();
    NDManager process = engine().newBaseManager();
    try {
      return JniUtils.loadModule(
          (PtNDManager) process, new ByteArrayInputStream(archive), false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the number of live arrays in this process. */
  public static int liveArrays() {
    try (NDManager probe = engine().newBaseManager()) {
      return probe.getParentManager().getManagedArrays().size();
    }
  }

  /**
   * Applies the process's thread count to the calling thread. The count is a property of each
   * thread; a thread that starts with a convolution would otherwise use every core.
   */
  public static void prepareThread() {
    engine();
    int chosen = CHOSEN.get();
    if (chosen == 0) {
      CHOSEN.compareAndSet(0, JniUtils.getNumThreads());
      chosen = CHOSEN.get();
    }
    if (APPLIED.get() != chosen) {
      JniUtils.setNumThreads(chosen);
      JniUtils.setGraphExecutorOptimize(false);
      APPLIED.set(chosen);
    }
  }

  /** Returns the engine's device; of the GPUs, the one lent to the calling thread. */
  static Device device(ComputeDevice kind) {
    return kind == ComputeDevice.CPU ? Device.cpu() : Device.gpu(GpuPool.lent());
  }

  /** Returns the engine; the first call loads it. */
  static Engine engine() {
    return Engine.getEngine(ComputeDevice.ENGINE);
  }
}
