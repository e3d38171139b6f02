package org.fedmas.results.detail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.fedmas.results.record.RunRecord;
import org.junit.jupiter.api.Test;

class StageNodeTest {

  private static RunRecord.Unit unit(String name, String content) {
    return new RunRecord.Unit(name, "partitions/" + "0".repeat(64), content);
  }

  private static final List<RunRecord.Unit> UNITS =
      List.of(
          unit("preprocess/index", "sha256:01"),
          unit("partition", "sha256:02"),
          unit("training/round-1/client-0", "sha256:03"),
          unit("training/round-1/client-1", "sha256:04"),
          unit("aggregation/round-1", "sha256:05"));

  @Test
  void stagesAreInTheOrderOfTheDataFlow() {
    assertThat(StageNode.of(UNITS))
        .extracting(StageNode::stage)
        .containsExactly("preprocess", "partition", "training", "aggregation");
  }

  @Test
  void unitsAreCounted() {
    assertThat(StageNode.of(UNITS)).extracting(StageNode::units).containsExactly(1, 1, 2, 1);
  }

  @Test
  void aStageReadsStagesOfThisRunAlone() {
    assertThat(StageNode.of(UNITS))
        .extracting(StageNode::reads)
        .containsExactly(
            List.of(), List.of("preprocess"), List.of("partition"), List.of("training"));
  }

  @Test
  void theDigestDoesNotDependOnTheOrderOfUnits() {
    List<RunRecord.Unit> reversed = new ArrayList<>(UNITS);
    Collections.reverse(reversed);

    assertThat(StageNode.of(reversed)).isEqualTo(StageNode.of(UNITS));
  }

  @Test
  void anotherContentGivesItsStageAnotherDigest() {
    List<RunRecord.Unit> changed = new ArrayList<>(UNITS);
    changed.set(3, unit("training/round-1/client-1", "sha256:06"));

    List<StageNode> before = StageNode.of(UNITS);
    List<StageNode> after = StageNode.of(changed);

    assertThat(after.get(2).digest()).isNotEqualTo(before.get(2).digest());
    assertThat(after.get(3)).isEqualTo(before.get(3));
  }
}
