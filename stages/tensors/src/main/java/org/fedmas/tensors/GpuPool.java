package org.fedmas.tensors;

import ai.djl.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.fedmas.contract.error.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The GPUs of this process, each lent to one unit at a time. What a unit's thread computes runs on
 * the GPU that it was lent; which one that is does not reach any recipe.
 */
public final class GpuPool {

  /** The key that chooses them. */
  public static final String KEY = "gpus";

  private static final long POLL_MILLIS = 250;
  private static final ThreadLocal<Integer> LENT = new ThreadLocal<>();

  private static List<Integer> chosen = List.of();
  private static @Nullable GpuPool process;

  private final BlockingQueue<Integer> free;

  /** Creates a pool of GPUs of these numbers; the lowest free one is lent first. */
  GpuPool(List<Integer> gpus) {
    this.free = new PriorityBlockingQueue<>(gpus);
  }

  /**
   * Chooses this process's GPUs, before the first is lent.
   *
   * @param gpus their numbers; empty for all
   */
  public static synchronized void choose(List<Integer> gpus) {
    chosen = List.copyOf(gpus);
    process = null;
  }

  /**
   * This process's pool.
   *
   * @throws ConfigException if a GPU was chosen that the engine does not see
   */
  public static synchronized GpuPool ofProcess() {
    if (process == null) {
      process = new GpuPool(among(chosen, Engine.getEngine(ComputeDevice.ENGINE).getGpuCount()));
    }
    return process;
  }

  /** Returns the chosen ones of so many; all of them if none was chosen. */
  static List<Integer> among(List<Integer> chosen, int count) {
    List<Integer> gpus = new ArrayList<>();
    for (int gpu = 0; gpu < count; gpu++) {
      gpus.add(gpu);
    }
    if (gpus.isEmpty() || !gpus.containsAll(chosen)) {
      throw new ConfigException(
          KEY
              + ": found "
              + (chosen.isEmpty() ? "all" : chosen)
              + ", but the engine sees "
              + (count == 0 ? "no GPU" : "only " + gpus)
              + "; set gpus to some of these, or device to cpu (docs/gpu.md)");
    }
    return chosen.isEmpty() ? gpus : chosen;
  }

  /**
   * Waits for a GPU and lends it to the calling thread.
   *
   * @param waiting called now and then meanwhile; what it throws ends the waiting
   * @throws IllegalStateException if this thread has one already
   */
  public Loan take(Runnable waiting) throws InterruptedException {
    if (LENT.get() != null) {
      throw new IllegalStateException("this thread has GPU " + LENT.get() + " already");
    }
    while (true) {
      Integer gpu = free.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
      if (gpu != null) {
        LENT.set(gpu);
        return new Loan(gpu);
      }
      waiting.run();
    }
  }

  /** Returns the number of the GPU that the calling thread was lent; 0 where nobody lent it one. */
  static int lent() {
    Integer gpu = LENT.get();
    return gpu == null ? 0 : gpu;
  }

  /** A GPU while a unit has it; to be closed by the thread that took it. */
  public final class Loan implements AutoCloseable {

    private final int gpu;

    private Loan(int gpu) {
      this.gpu = gpu;
    }

    /** Returns the number. */
    public int gpu() {
      return gpu;
    }

    @Override
    public void close() {
      LENT.remove();
      free.add(gpu);
    }
  }
}
