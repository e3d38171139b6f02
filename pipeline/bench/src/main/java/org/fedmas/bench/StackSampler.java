package org.fedmas.bench;

import java.util.EnumMap;
import java.util.Map;

/** A sampler that reads the stack of its creating thread every few milliseconds until closed. */
final class StackSampler implements AutoCloseable {

  private static final int MILLISECONDS = 2;

  private final Map<WorkPart, Integer> seen = new EnumMap<>(WorkPart.class);
  private final Thread watched = Thread.currentThread();
  private final Thread watcher = new Thread(this::watch, "stack sampler");
  private volatile boolean closed;

  StackSampler() {
    watcher.setDaemon(true);
    watcher.start();
  }

  private void watch() {
    while (!closed) {
      seen.merge(WorkPart.of(watched.getStackTrace()), 1, Integer::sum);
      try {
        Thread.sleep(MILLISECONDS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Returns the number of samples per part; valid after closing. */
  Map<WorkPart, Integer> seen() {
    return seen;
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    watcher.join();
  }
}
