package org.fedmas.tensors;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The native tensor engine of this process. Loading takes about a second and happens with the first
 * manager. The number of threads is one for the whole process and decides the last bits of results.
 */
public final class TensorEngine {

  /** 0 until somebody chose. */
  private static final AtomicInteger CHOSEN = new AtomicInteger();

  private static final ThreadLocal<Integer> APPLIED = ThreadLocal.withInitial(() -> 0);

  private TensorEngine() {}

  /**
   * Makes every kernel use this many threads, from the next call on.
   *
   * @throws IllegalArgumentException unless positive
   */
  public static void useThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("the engine needs at least one thread, not " + threads);
    }
    CHOSEN.set(threads);
    prepareThread();
  }

  /** How many threads a kernel uses. */
  public static int threads() {
    prepareThread();
    return JniUtils.getNumThreads();
  }

  /**
   * Returns a new manager, the owner of arrays; close it to free them all. It may be handed to
   * another thread, and each thread may have its own. On a GPU it is on the one lent to the calling
   * thread.
   */
  public static NDManager newManager(ComputeDevice device) {
    prepareThread();
    return engine().newBaseManager(device(device));
  }

  /** How many GPUs the engine sees. */
  public static int gpus() {
    return engine().getGpuCount();
  }

  /** How many arrays of this process are alive. */
  public static int liveArrays() {
    try (NDManager probe = engine().newBaseManager()) {
      return probe.getParentManager().getManagedArrays().size();
    }
  }

  /**
   * Gives the calling thread the process's thread count. The native pool's size is a property of
   * each thread, and a thread that starts with a convolution would otherwise use every core.
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
      APPLIED.set(chosen);
    }
  }

  /** Returns the engine's device; of the GPUs, the one lent to the calling thread. */
  static Device device(ComputeDevice kind) {
    return kind == ComputeDevice.CPU ? Device.cpu() : Device.gpu(GpuPool.lent());
  }

  private static Engine engine() {
    return Engine.getEngine(ComputeDevice.ENGINE);
  }
}
