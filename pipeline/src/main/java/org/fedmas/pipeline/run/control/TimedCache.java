package org.fedmas.pipeline.run.control;

import java.io.UncheckedIOException;
import java.util.function.Supplier;

/**
 * The last answer to a question that may take a way over a network: it counts for a while, and for
 * as long as the network is gone.
 */
final class TimedCache<T> {

  private final long nanos;
  private T answer;
  private long asked;

  /**
   * Creates an answer.
   *
   * @param nanos how long one counts; 0 to ask every time
   * @param first what counts until one is had
   */
  TimedCache(long nanos, T first) {
    this.nanos = nanos;
    this.answer = first;
    this.asked = System.nanoTime() - nanos;
  }

  synchronized T get(Supplier<T> question) {
    if (System.nanoTime() - asked >= nanos) {
      try {
        answer = question.get();
      } catch (UncheckedIOException e) {
        // asked again next time
      }
      asked = System.nanoTime();
    }
    return answer;
  }
}
