package org.fedmas.tensors.input;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.fedmas.contract.error.InterruptedRunException;

/**
 * An iterator that prepares its next item on a separate thread while the caller uses the current
 * one. Items keep their order, and at most one is prepared ahead. An exception from preparing an
 * item is thrown when the caller asks for that item. For use by one thread, which must close the
 * iterator.
 *
 * @param <A> type of the items before preparation
 * @param <B> type of the prepared items
 */
public final class Prefetcher<A, B> implements Iterator<B>, AutoCloseable {

  private final Iterator<? extends A> items;
  private final BiFunction<A, Integer, B> preparation;
  private final ExecutorService thread;
  private int begun;
  private Future<Optional<B>> ahead;

  /**
   * Creates the iterator and starts preparing the first item.
   *
   * @param items the items, accessed by the separate thread only
   * @param preparation prepares an item in slot 0 or 1, in turn; the previous item of a slot is no
   *     longer used, so its memory can be reused
   */
  public Prefetcher(Iterator<? extends A> items, BiFunction<A, Integer, B> preparation) {
    this.items = items;
    this.preparation = preparation;
    String name = Thread.currentThread().getName() + ", one ahead";
    this.thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread made = new Thread(work, name);
              made.setDaemon(true);
              return made;
            });
    this.ahead = begin();
  }

  @Override
  public boolean hasNext() {
    return result().isPresent();
  }

  /** Returns the next item; the previous one must no longer be used. */
  @Override
  public B next() {
    B item = result().orElseThrow(() -> new NoSuchElementException("no further item"));
    ahead = begin();
    return item;
  }

  /** Stops the thread after it has finished its current item. */
  @Override
  public void close() {
    thread.shutdown();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = thread.awaitTermination(1, TimeUnit.HOURS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Future<Optional<B>> begin() {
    int slot = begun++ % 2;
    return thread.submit(
        () ->
            items.hasNext()
                ? Optional.of(preparation.apply(items.next(), slot))
                : Optional.<B>empty());
  }

  private Optional<B> result() {
    try {
      return ahead.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      if (e.getCause() instanceof Error problem) {
        throw problem;
      }
      throw new IllegalStateException("preparing an item threw a checked exception", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException("stopped while the next batch was prepared");
    }
  }
}
