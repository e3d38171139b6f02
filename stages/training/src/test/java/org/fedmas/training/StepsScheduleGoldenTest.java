package org.fedmas.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The batches of rounds that are counted in steps, unit {@code steps_schedule}. */
class StepsScheduleGoldenTest {

  private static final String FILE = MethodFederation.FILE;
  private static final JsonNode GOLDEN = Golden.json(FILE).at("/units/steps_schedule");

  static IntStream cases() {
    return IntStream.range(0, GOLDEN.size());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void passesFollowEachOtherOverRounds(int index) {
    JsonNode one = GOLDEN.get(index);
    String name = "steps_schedule/" + index;
    int images = one.get("images").intValue();
    BatchPlan plan =
        new BatchPlan(one.get("batch").intValue(), one.get("drop_last").booleanValue());
    boolean sitsOut = images < 2 || plan.batches(images) == 0;
    Parity.holds(FILE, name + " sits out", sitsOut == one.get("sits_out").booleanValue());
    if (sitsOut) {
      return;
    }
    LocalWork work = new LocalWork(0, one.get("steps").intValue());
    for (int round = 0; round < one.get("rounds").size(); round++) {
      EpochLoop loop =
          EpochLoop.of(
              work,
              plan,
              (long) round * work.steps(),
              images,
              pass -> Golden.integers(one.get("orders").get(pass)));
      List<List<Integer>> ours = new ArrayList<>();
      loop.from(loop.start())
          .forEachRemaining(batch -> ours.add(IntStream.of(batch.members()).boxed().toList()));
      List<List<Integer>> golden = new ArrayList<>();
      one.get("rounds")
          .get(round)
          .forEach(batch -> golden.add(IntStream.of(Golden.integers(batch)).boxed().toList()));
      Parity.holds(FILE, name + " round " + round, ours.equals(golden));
    }
  }
}
