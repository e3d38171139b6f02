package org.fedmas.tensors;

import ai.djl.engine.Engine;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.fedmas.contract.error.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The GPUs of this process, each lent to one unit at a time. A unit's thread computes on the GPU
 * that it was lent; recipes do not contain its number.
 */
public final class GpuPool {

  /** The configuration key of the GPUs to use. */
  public static final String KEY = "gpus";

  private static final long POLL_MILLIS = 250;
  private static final ThreadLocal<Integer> LENT = new ThreadLocal<>();

  private static List<Integer> chosen = List.of();
  private static @Nullable GpuPool process;

  private final BlockingQueue<Integer> free;

  /** Creates a pool of the GPUs with these numbers; the lowest free one is lent first. */
  GpuPool(List<Integer> gpus) {
    this.free = new PriorityBlockingQueue<>(gpus);
  }

  /**
   * Sets the GPUs of this process, before the first is lent.
   *
   * @param gpus their numbers; empty for all
   */
  public static synchronized void choose(List<Integer> gpus) {
    chosen = List.copyOf(gpus);
    process = null;
  }

  /**
   * Returns the pool shared by this process.
   *
   * @throws ConfigException if the engine does not see a chosen GPU
   */
  public static synchronized GpuPool ofProcess() {
    if (process == null) {
      process = new GpuPool(among(chosen, Engine.getEngine(ComputeDevice.ENGINE).getGpuCount()));
    }
    return process;
  }

  /** Returns the numbers of the chosen GPUs; all that the engine sees if none was chosen. */
  static List<Integer> among(List<Integer> chosen, int count) {
    List<Integer> gpus = IntStream.range(0, count).boxed().toList();
    if (gpus.isEmpty() || !gpus.containsAll(chosen)) {
      throw new ConfigException(
          "%s: found %s, but the engine sees %s; choose others or set device to cpu (docs/gpu.md)"
              .formatted(
                  KEY, chosen.isEmpty() ? "all" : chosen, count == 0 ? "no GPU" : "only " + gpus));
    }
    return chosen.isEmpty() ? gpus : chosen;
  }

  /**
   * Waits for a GPU and lends it to the calling thread.
   *
   * @param waiting called repeatedly during the wait; an exception that it throws ends the wait
   * @throws IllegalStateException if this thread already has a GPU
   */
  public Loan take(Runnable waiting) throws InterruptedException {
    if (LENT.get() != null) {
      throw new IllegalStateException("this thread already has GPU " + LENT.get());
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

  /** Returns the number of the GPU lent to the calling thread; 0 if it has none. */
  static int lent() {
    Integer gpu = LENT.get();
    return gpu == null ? 0 : gpu;
  }

  /** A GPU that is lent to a unit; the thread that took it has to close the loan. */
  public final class Loan implements AutoCloseable {

    private final int gpu;

    private Loan(int gpu) {
      this.gpu = gpu;
    }

    /** Returns the number of the GPU. */
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
