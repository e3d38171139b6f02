package org.fedmas.tensors.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.InterruptedRunException;
import org.junit.jupiter.api.Test;

class PrefetcherTest {

  private static Iterator<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().iterator();
  }

  @Test
  void itemsKeepTheirOrder() {
    Thread caller = Thread.currentThread();
    List<String> made = new ArrayList<>();
    try (Prefetcher<Integer, String> ahead =
        new Prefetcher<>(
            numbers(50),
            (item, slot) -> {
              assertThat(Thread.currentThread()).isNotSameAs(caller);
              return item + "/" + slot;
            })) {
      ahead.forEachRemaining(made::add);
      assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class);
    }
    assertThat(made).isEqualTo(IntStream.range(0, 50).mapToObj(i -> i + "/" + i % 2).toList());
  }

  @Test
  void onlyTheNextItemIsPrepared() throws InterruptedException {
    List<CountDownLatch> begun =
        IntStream.range(0, 4).mapToObj(i -> new CountDownLatch(1)).toList();
    AtomicInteger makes = new AtomicInteger();
    try (Prefetcher<Integer, Integer> ahead =
        new Prefetcher<>(
            numbers(4),
            (item, slot) -> {
              makes.incrementAndGet();
              begun.get(item).countDown();
              return item;
            })) {
      for (int i = 0; i < 3; i++) {
        assertThat(ahead.next()).isEqualTo(i);
        begun.get(i + 1).await();
        assertThat(makes).hasValue(i + 2);
      }
    }
  }

  /**
   * Results computed from a slot's memory are correct only if the slot is not refilled meanwhile.
   */
  @Test
  void aSlotIsReusedAfterItsItem() {
    int[][] slots = new int[2][1000];
    long sum = 0;
    try (Prefetcher<Integer, int[]> ahead =
        new Prefetcher<>(
            numbers(500),
            (item, slot) -> {
              java.util.Arrays.fill(slots[slot], item);
              return slots[slot];
            })) {
      while (ahead.hasNext()) {
        int[] filled = ahead.next();
        for (int value : filled) {
          sum += value;
        }
      }
    }
    assertThat(sum).isEqualTo(1000L * 500 * 499 / 2);
  }

  @Test
  void anExceptionIsThrownWithItsItem() {
    CorruptArtifactException problem = new CorruptArtifactException("the third is damaged");
    try (Prefetcher<Integer, Integer> ahead =
        new Prefetcher<>(
            numbers(9),
            (item, slot) -> {
              if (item == 2) {
                throw problem;
              }
              return item;
            })) {
      assertThat(ahead.next()).isZero();
      assertThat(ahead.next()).isEqualTo(1);
      assertThatThrownBy(ahead::hasNext).isSameAs(problem);
      assertThatThrownBy(ahead::next).isSameAs(problem);
    }
    Iterator<Integer> damaged =
        Collections.nCopies(3, 0).stream()
            .peek(
                zero -> {
                  throw problem;
                })
            .iterator();
    try (Prefetcher<Integer, Integer> ahead = new Prefetcher<>(damaged, (item, slot) -> item)) {
      assertThatThrownBy(ahead::hasNext).isSameAs(problem);
    }
  }

  @Test
  void closingWaitsForTheCurrentItem() throws InterruptedException {
    CountDownLatch making = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    Thread caller =
        new Thread(
            () -> {
              try (Prefetcher<Integer, Integer> ahead =
                  new Prefetcher<>(
                      numbers(9),
                      (item, slot) -> {
                        making.countDown();
                        sleepThroughInterrupts();
                        ended.incrementAndGet();
                        return item;
                      })) {
                ahead.next();
              } catch (InterruptedRunException e) {
                if (Thread.currentThread().isInterrupted() && ended.get() == 1) {
                  ended.set(100);
                }
              }
            });
    caller.start();
    making.await();
    caller.interrupt();
    caller.join();
    assertThat(ended).hasValue(100);
  }

  private static void sleepThroughInterrupts() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new AssertionError("the item in the making must not be disturbed", e);
    }
  }
}
