package org.fedmas.contract;

import java.time.Duration;
import java.util.Optional;
import org.fedmas.contract.error.InterruptedRunException;
import org.jspecify.annotations.Nullable;

/** Polls for events that other processes cause and no callback announces. */
public final class Waiting {

  /** One look for a value. */
  public interface Poll<T, E extends Exception> {
    Optional<T> look() throws E;
  }

  /** One check of a condition. */
  public interface Condition<E extends Exception> {
    boolean holds() throws E;
  }

  private Waiting() {}

  /**
   * Polls until a value is present.
   *
   * @param limit the longest wait; null for no limit
   * @return empty if the wait timed out
   * @throws InterruptedRunException if the thread is interrupted, and it stays so
   */
  public static <T, E extends Exception> Optional<T> forValue(
      Poll<T, E> poll, Duration interval, @Nullable Duration limit) throws E {
    long start = System.nanoTime();
    while (true) {
      Optional<T> found = poll.look();
      if (found.isPresent() || (limit != null && System.nanoTime() - start >= limit.toNanos())) {
        return found;
      }
      pause(interval);
    }
  }

  /**
   * Polls without a limit until a condition holds.
   *
   * @throws InterruptedRunException if the thread is interrupted, and it stays so
   */
  public static <E extends Exception> void until(Condition<E> condition, Duration interval)
      throws E {
    while (!condition.holds()) {
      pause(interval);
    }
  }

  /**
   * Suspends the thread.
   *
   * @throws InterruptedRunException if the thread is interrupted, and it stays so
   */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException("interrupted while waiting");
    }
  }
}
