package org.fedmas.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.random.RandomKey;
import org.junit.jupiter.api.Test;

/** A client of nine images, eight of one class. */
class EpochLoopTest {

  private static final int[] LABELS = {0, 0, 0, 0, 0, 0, 0, 0, 1};
  private static final RandomKey ROUND = RandomKey.of(1);
  private static final RandomKey CLIENT = RandomKey.of(2);

  @Test
  void occurrencesCountTheImageWithinItsPass() {
    TrainingSettings settings =
        TestConfiguration.settings(
            "training.sampler=class-aware", "training.batch-size=2", "training.epochs=2");
    Map<List<Integer>, Integer> seen = new HashMap<>();
    int repeated = 0;
    for (EpochLoop.Batch batch : all(EpochLoop.of(settings, 0, ROUND, CLIENT, LABELS))) {
      for (int i = 0; i < batch.members().length; i++) {
        int before = seen.merge(List.of(batch.epoch(), batch.members()[i]), 1, Integer::sum) - 1;
        assertThat(batch.occurrences()[i]).isEqualTo(before);
        repeated += before > 0 ? 1 : 0;
      }
    }
    assertThat(repeated).isPositive();
  }

  @Test
  void aShuffledPassHasEveryImageOnce() {
    TrainingSettings settings = TestConfiguration.settings("training.batch-size=2");
    for (EpochLoop.Batch batch : all(EpochLoop.of(settings, 0, ROUND, CLIENT, LABELS))) {
      assertThat(batch.occurrences()).containsOnly(0);
    }
  }

  @Test
  void epochsAreShuffledByTheRound() {
    TrainingSettings settings = TestConfiguration.settings("training.batch-size=2");
    assertThat(members(settings, 0, ROUND, CLIENT))
        .isEqualTo(members(settings, 4, ROUND, CLIENT.with(1)))
        .isNotEqualTo(members(settings, 0, ROUND.with(1), CLIENT));
  }

  @Test
  void stepsGoOnWhereTheClientStopped() {
    TrainingSettings three =
        TestConfiguration.settings("training.batch-size=2", "training.steps=3");
    TrainingSettings six = TestConfiguration.settings("training.batch-size=2", "training.steps=6");
    List<List<Integer>> two = members(three, 0, ROUND, CLIENT);
    two.addAll(members(three, 3, ROUND.with(1), CLIENT));
    assertThat(two).isEqualTo(members(six, 0, ROUND, CLIENT));
  }

  @Test
  void onlyTheLastBatchEndsTheRound() {
    TrainingSettings settings =
        TestConfiguration.settings("training.batch-size=2", "training.steps=6");
    List<EpochLoop.Batch> batches = all(EpochLoop.of(settings, 3, ROUND, CLIENT, LABELS));
    assertThat(batches.stream().filter(EpochLoop.Batch::last))
        .containsExactly(batches.get(batches.size() - 1));
  }

  private static List<List<Integer>> members(
      TrainingSettings settings, long before, RandomKey round, RandomKey client) {
    List<List<Integer>> members = new ArrayList<>();
    for (EpochLoop.Batch batch : all(EpochLoop.of(settings, before, round, client, LABELS))) {
      members.add(Arrays.stream(batch.members()).boxed().toList());
    }
    return members;
  }

  private static List<EpochLoop.Batch> all(EpochLoop loop) {
    List<EpochLoop.Batch> batches = new ArrayList<>();
    loop.from(loop.start()).forEachRemaining(batches::add);
    return batches;
  }
}
