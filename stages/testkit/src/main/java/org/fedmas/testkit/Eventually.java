package org.fedmas.testkit;

import java.time.Duration;
import org.fedmas.contract.Waiting;

/** Waits for events of other threads and processes. */
public final class Eventually {

  private static final Duration POLL = Duration.ofMillis(10);
  private static final long LIMIT_NANOS = Duration.ofMinutes(10).toNanos();

  private Eventually() {}

  /**
   * Waits until a condition holds.
   *
   * @param event the event, for the message
   * @throws AssertionError if the wait timed out
   */
  public static <E extends Exception> void await(String event, Waiting.Condition<E> condition)
      throws E {
    long start = System.nanoTime();
    Waiting.until(
        () -> {
          if (System.nanoTime() - start > LIMIT_NANOS) {
            throw new AssertionError("timed out waiting for " + event);
          }
          return condition.holds();
        },
        POLL);
  }
}
