package org.fedmas.pipeline.run.control;

import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** The last value of a network request, reused for a while and for as long as requests fail. */
final class TimedCache<T> {

  private final long nanos;
  private T value;
  private long read;

  /**
   * Creates a cache.
   *
   * @param nanos the time for which a value is reused; 0 to request one every time
   * @param first the value before the first successful request
   */
  TimedCache(long nanos, T first) {
    this.nanos = nanos;
    this.value = first;
    this.read = System.nanoTime() - nanos;
  }

  synchronized T get(Supplier<T> request) {
    if (System.nanoTime() - read >= nanos) {
      try {
        value = request.get();
      } catch (UncheckedIOException e) {
        // the old value stays; the next call tries again
      }
      read = System.nanoTime();
    }
    return value;
  }
}
