package org.fedmas.inputs.download;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection that has sent nothing for too long: the platform's client limits the wait for
 * the head of a response, not for its body.
 */
final class Silence implements AutoCloseable {

  private static final ScheduledExecutorService WATCH =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "silent connections");
            thread.setDaemon(true);
            return thread;
          });

  private final Closeable connection;
  private final long limitNanos;
  private final ScheduledFuture<?> check;
  private volatile long heard = System.nanoTime();
  private volatile boolean broken;

  Silence(Closeable connection, Duration limit) {
    this.connection = connection;
    this.limitNanos = limit.toNanos();
    long every = Math.max(1, limit.toMillis() / 4);
    this.check = WATCH.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
  }

  /** Something came. */
  void heard() {
    heard = System.nanoTime();
  }

  /** Returns whether the connection was closed for its silence. */
  boolean broken() {
    return broken;
  }

  @Override
  public void close() {
    check.cancel(false);
  }

  private void look() {
    if (System.nanoTime() - heard > limitNanos) {
      broken = true;
      check.cancel(false);
      try {
        connection.close();
      } catch (IOException e) {
        // it was to be given up anyway; the reader sees the end of its stream
        heard();
      }
    }
  }
}
