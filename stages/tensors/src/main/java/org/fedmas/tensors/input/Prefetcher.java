package org.fedmas.tensors.input;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.fedmas.contract.error.InterruptedRunException;

/**
 * Items made ready on a thread of their own, in their order, each while the caller works on the one
 * before it; never more than one ahead. What making one ready throws is thrown to the caller when
 * it comes to that item. For use by one thread, which has to close it.
 *
 * @param <A> an item
 * @param <B> the item made ready
 */
public final class Prefetcher<A, B> implements Iterator<B>, AutoCloseable {

  /** Makes an item ready. */
  public interface Preparation<A, B> {

    /**
     * Makes an item ready.
     *
     * @param slot 0 or 1 in turn: what was made in a slot is no longer used when the slot's turn
     *     comes again, so that memory can be reused
     */
    B of(A item, int slot);
  }

  private final Iterator<? extends A> items;
  private final Preparation<? super A, ? extends B> preparation;
  private final ExecutorService thread;
  private int begun;
  private Future<Optional<B>> ahead;

  /**
   * Begins with the first item.
   *
   * @param items asked by that thread only
   */
  public Prefetcher(Iterator<? extends A> items, Preparation<? super A, ? extends B> preparation) {
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

  /** Returns the next item; the one before it must no longer be used. */
  @Override
  public B next() {
    B item = result().orElseThrow(() -> new NoSuchElementException("no further item"));
    ahead = begin();
    return item;
  }

  /** Ends the thread, when it is through with the item that it makes ready. */
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
                ? Optional.of(preparation.of(items.next(), slot))
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
      throw new IllegalStateException("only unchecked problems can come from there", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException("stopped while the next batch was made ready");
    }
  }
}
