package org.fedmas.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.junit.jupiter.api.Test;

class BatchPlanTest {

  private static final RandomKey KEY = RandomKey.of(11).with("batch plan test");

  @Test
  void batchesKeepEveryImageInOrder() {
    for (int size = 2; size <= 9; size++) {
      for (int images = 0; images <= 40; images++) {
        int[] order = KEY.with(size).with(images).stream().permutation(images);
        List<int[]> batches = new BatchPlan(size, false).batches(order);
        assertThat(joined(batches)).containsExactly(order);
      }
    }
  }

  @Test
  void noBatchOfSeveralHoldsOneImage() {
    for (int size = 2; size <= 9; size++) {
      for (int images = 2; images <= 40; images++) {
        List<int[]> batches = new BatchPlan(size, false).batches(new int[images]);
        for (int[] batch : batches) {
          assertThat(batch.length).isBetween(2, size + 1);
        }
        for (int[] batch : batches.subList(0, batches.size() - 1)) {
          assertThat(batch).hasSize(size);
        }
      }
    }
  }

  @Test
  void aLastBatchOfOneJoinsTheOneBefore() {
    assertThat(sizes(new BatchPlan(4, false), 9)).containsExactly(4, 5);
    assertThat(sizes(new BatchPlan(4, false), 5)).containsExactly(5);
    assertThat(sizes(new BatchPlan(4, false), 10)).containsExactly(4, 4, 2);
    assertThat(sizes(new BatchPlan(4, false), 8)).containsExactly(4, 4);
    assertThat(sizes(new BatchPlan(4, false), 3)).containsExactly(3);
  }

  @Test
  void dropLastDropsTheIncompleteBatch() {
    for (int size = 2; size <= 9; size++) {
      for (int images = 0; images <= 40; images++) {
        int[] order = KEY.with(images).stream().permutation(images);
        BatchPlan plan = new BatchPlan(size, true);
        assertThat(plan.batches(order)).allMatch(batch -> batch.length == plan.batchSize());
        assertThat(joined(plan.batches(order)))
            .containsExactly(Arrays.copyOf(order, images / size * size));
        assertThat(plan.imagesInBatches(images)).isEqualTo(images / size * size);
      }
    }
  }

  @Test
  void theNumberOfBatchesIsKnownBeforehand() {
    for (int size = 2; size <= 9; size++) {
      for (int images = 0; images <= 40; images++) {
        for (boolean dropLast : new boolean[] {false, true}) {
          BatchPlan plan = new BatchPlan(size, dropLast);
          assertThat(plan.batches(images)).isEqualTo(plan.batches(new int[images]).size());
        }
      }
    }
  }

  @Test
  void theGivenOrderIsNotChanged() {
    RandomStream stream = KEY.stream();
    int[] order = stream.permutation(17);
    int[] before = order.clone();
    new BatchPlan(4, false).batches(order).forEach(batch -> Arrays.fill(batch, -1));
    assertThat(order).containsExactly(before);
  }

  private static int[] sizes(BatchPlan plan, int images) {
    return plan.batches(new int[images]).stream().mapToInt(batch -> batch.length).toArray();
  }

  private static int[] joined(List<int[]> batches) {
    return batches.stream().flatMapToInt(Arrays::stream).toArray();
  }
}
