package org.fedmas.aggregation.sum;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fedmas.contract.UnitProgress;
import org.jspecify.annotations.Nullable;

/**
 * A thread pool that sums ranges and delivers the results in order, holding at most one result per
 * thread. One thread sums a range in the order of the clients, so the number of threads does not
 * affect the bytes.
 */
final class RangeThreads implements AutoCloseable {

  /** Limit of threads; more threads would be memory-bound. */
  private static final int MOST = 8;

  private static final long POLL_MILLIS = 250;

  /** A receiver of the results of ranges. */
  interface Sink {
    void accept(ByteBuffer bytes) throws IOException;
  }

  private final ExecutorService pool;
  private final int threads;

  RangeThreads(int threads) {
    this.threads = threads;
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "aggregation");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Returns the number of threads that the machine has cores for. */
  static int available() {
    return Math.min(MOST, Runtime.getRuntime().availableProcessors());
  }

  /** Computes the sums of all ranges; throws the error of the first range that failed. */
  void sum(List<ParameterRange> ranges, RangeSum sum, Sink sink, UnitProgress progress)
      throws IOException {
    Deque<Future<ByteBuffer>> running = new ArrayDeque<>();
    for (ParameterRange range : ranges) {
      if (running.size() == threads) {
        sink.accept(result(running.remove(), progress));
      }
      running.add(pool.submit(() -> sum.of(range)));
    }
    while (!running.isEmpty()) {
      sink.accept(result(running.remove(), progress));
    }
  }

  private static ByteBuffer result(Future<ByteBuffer> future, UnitProgress progress)
      throws IOException {
    while (true) {
      progress.images(0, 0);
      try {
        return future.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // not finished yet: report progress again
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while the models were summed");
      } catch (ExecutionException e) {
        throw rethrown(e.getCause());
      }
    }
  }

  private static RuntimeException rethrown(@Nullable Throwable cause) throws IOException {
    if (cause instanceof IOException io) {
      throw io;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
  }

  /** Stops the threads and interrupts their reading. */
  @Override
  public void close() {
    pool.shutdownNow();
  }
}
