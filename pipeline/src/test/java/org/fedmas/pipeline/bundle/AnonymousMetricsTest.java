package org.fedmas.pipeline.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.fedmas.results.report.PlainMetrics;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.fedmas.results.report.TestScores;
import org.junit.jupiter.api.Test;

class AnonymousMetricsTest {

  private static final TestScores SCORES =
      new TestScores(
          0.6, 2, 0.7, 0.5, 0.8, List.of(0.9, 0.25), List.of(List.of(90, 10), List.of(6, 2)));

  private static RunMetrics.Client client(int number, int train, int test) {
    return new RunMetrics.Client(
        number, "client " + number, new RunMetrics.Images(train, 0, test), null);
  }

  private static RunMetrics.ClientRound trained(int client) {
    return new RunMetrics.ClientRound(client, 1.5, null, null, null, 0.5);
  }

  private static RunMetrics hidden() {
    return new AnonymousMetrics(10)
        .of(
            PlainMetrics.of(
                "tiny",
                1,
                0,
                List.of("MEL", "NV"),
                List.of(client(0, 100, 90), client(1, 4, 12), client(2, 50, 6)),
                List.of(
                    new RunMetrics.RoundMetrics(
                        1,
                        List.of(0.65, 0.03, 0.32),
                        1.0,
                        List.of(trained(0), trained(1), trained(2)),
                        new RunMetrics.GlobalScores(null, null),
                        null)),
                new RunMetrics.Selected(1, Selection.LAST, SCORES, List.of(0.7, 0.5, 0.2))));
  }

  @Test
  void smallNumbersOfImagesAreHidden() {
    List<RunMetrics.Client> clients = hidden().clients();

    assertThat(clients.stream().map(one -> one.images().train())).containsExactly(100, null, null);
    assertThat(clients.stream().map(one -> one.images().validation())).containsExactly(0, 0, 0);
    assertThat(clients.stream().map(one -> one.images().test())).containsExactly(90, null, null);
  }

  @Test
  void weightsThatAreSharesOfHiddenNumbersAreHidden() {
    assertThat(hidden().rounds().get(0).weights()).isEqualTo(Arrays.asList(0.65, null, null));
  }

  @Test
  void scoresOfFewImagesAreHidden() {
    RunMetrics metrics = hidden();

    assertThat(metrics.selected().perClient()).isEqualTo(Arrays.asList(0.7, 0.5, null));
    assertThat(metrics.selected().test().recall()).isEqualTo(Arrays.asList(0.9, null));
    assertThat(metrics.rounds().get(0).clients().get(1).loss()).isNull();
    assertThat(metrics.rounds().get(0).clients().get(0).loss()).isEqualTo(1.5);
  }

  @Test
  void overallScoresStay() {
    TestScores test = hidden().selected().test();

    assertThat(test.balancedAccuracy()).isEqualTo(0.6);
    assertThat(test.images(1)).isNull();
  }
}
