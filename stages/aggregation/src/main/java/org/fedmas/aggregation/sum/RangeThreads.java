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
 * Sums ranges on a few threads and hands the results over in order, holding no more of them than
 * there are threads. A range is summed by one thread in the order of the clients, so their number
 * does not reach the bytes.
 */
final class RangeThreads implements AutoCloseable {

  /** More would wait for memory. */
  private static final int MOST = 8;

  private static final long POLL_MILLIS = 250;

  /** Takes a range's result. */
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

  /** As many as the machine has cores for. */
  static int available() {
    return Math.min(MOST, Runtime.getRuntime().availableProcessors());
  }

  /** Sums all ranges; the error of the first range that has one is thrown. */
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
        // still at it
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while the models were summed");
      } catch (ExecutionException e) {
        throw passedOn(e.getCause());
      }
    }
  }

  private static RuntimeException passedOn(@Nullable Throwable cause) throws IOException {
    if (cause instanceof IOException io) {
      throw io;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
  }

  /** Ends the threads; their reading is broken off. */
  @Override
  public void close() {
    pool.shutdownNow();
  }
}
