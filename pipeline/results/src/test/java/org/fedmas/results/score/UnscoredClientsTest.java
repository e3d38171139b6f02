package org.fedmas.results.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.fedmas.results.record.Participation;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.ScoreCaveat;
import org.fedmas.results.report.Selection;
import org.fedmas.results.report.TestScores;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.junit.jupiter.api.Test;

class UnscoredClientsTest {

  private static final Participation PARTICIPATION =
      Participation.of(
          List.of(
              new PartitionRow("a", 0, 0, Part.TEST),
              new PartitionRow("b", 1, 0, Part.TEST),
              new PartitionRow("c", 1, 0, Part.TEST),
              new PartitionRow("d", 2, 0, Part.TRAIN)),
          3);

  @Test
  void clientsWithTestImagesAndWithoutScoreAreNamed() {
    ScoreCaveat caveat =
        UnscoredClients.caveat(selected(0.5, null, null), PARTICIPATION).orElseThrow();
    assertThat(caveat.kind().id()).isEqualTo("unscored-clients");
    assertThat(caveat.text()).startsWith("2 of 3 test images").contains("clients [1]", "round 4");
  }

  @Test
  void aClientWithoutTestImagesIsNoCaveat() {
    assertThat(UnscoredClients.caveat(selected(0.5, 0.25, null), PARTICIPATION)).isEmpty();
    assertThat(UnscoredClients.caveat(null, PARTICIPATION)).isEmpty();
  }

  private static RunMetrics.Selected selected(Double... perClient) {
    TestScores scores = new TestScores(0.5, 2, 0.5, 0.5, 0.5, List.of(), List.of());
    return new RunMetrics.Selected(4, Selection.VALIDATION, scores, Arrays.asList(perClient));
  }
}
