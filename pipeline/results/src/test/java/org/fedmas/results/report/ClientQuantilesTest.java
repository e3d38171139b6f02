package org.fedmas.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.results.detail.PageDetails;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientQuantilesTest {

  static RunMetrics run(int clients, int rounds) {
    List<RunMetrics.Client> list = new ArrayList<>();
    List<@Nullable Double> perClient = new ArrayList<>();
    for (int k = 0; k < clients; k++) {
      list.add(
          new RunMetrics.Client(
              k,
              "client-" + k,
              new RunMetrics.Images(k, 1, 2),
              new RunMetrics.Classes(2, 1, k % 2)));
      perClient.add(k % 2 == 0 ? null : (double) k / clients);
    }
    List<RunMetrics.RoundMetrics> all = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      List<@Nullable Double> weights = new ArrayList<>();
      List<RunMetrics.ClientRound> own = new ArrayList<>();
      for (int k = 0; k < clients; k++) {
        weights.add(1.0 / clients);
        own.add(
            new RunMetrics.ClientRound(
                k, (double) k, List.of(k < 10 ? 1.0 + k : 0.0, 0.0), null, null, null));
      }
      all.add(
          new RunMetrics.RoundMetrics(
              round, weights, 1.0, own, new RunMetrics.GlobalScores(null, null), null));
    }
    return PlainMetrics.of(
        "run",
        1,
        0,
        List.of("a", "b"),
        list,
        all,
        new RunMetrics.Selected(1, Selection.VALIDATION, null, perClient));
  }

  @Test
  void numbersAreToldByTheirSpread() {
    ClientQuantiles many = ClientQuantiles.of(run(101, 1));
    assertThat(many.clients()).isEqualTo(101);
    assertThat(many.images()).isEqualTo(new RunMetrics.Images(5050, 101, 202));
    assertThat(many.metrics().clients())
        .extracting(RunMetrics.Client::name)
        .isEqualTo(ClientQuantiles.NAMES);
    assertThat(many.metrics().clients())
        .extracting(client -> client.images().train())
        .containsExactly(0, 25, 50, 75, 100);
    assertThat(many.metrics().clients())
        .extracting(RunMetrics.Client::classes)
        .startsWith(new RunMetrics.Classes(2, 1, 0))
        .endsWith(new RunMetrics.Classes(2, 1, 1));
    List<RunMetrics.ClientRound> round = many.metrics().rounds().get(0).clients();
    assertThat(round)
        .extracting(RunMetrics.ClientRound::loss)
        .containsExactly(0., 25., 50., 75., 100.);
    // the first class over the ten clients that have it; nobody has the second
    assertThat(round.get(0).classPrior()).containsExactly(1.0, null);
    assertThat(round.get(4).classPrior()).containsExactly(10.0, null);
    assertThat(round.get(2).classDivergence()).isNull();
    RunMetrics.Selected selected = many.metrics().selected();
    assertThat(selected).isNotNull();
    assertThat(selected.perClient()).startsWith(1.0 / 101).endsWith(99.0 / 101).hasSize(5);
  }

  @Test
  void aPageOfAThousandClientsStaysSmall() throws Exception {
    RunFacts facts = ReportExample.facts("run", Selection.VALIDATION, 100, List.of());
    int few = ReportPage.html(facts, run(ClientQuantiles.MOST, 100), PageDetails.NONE).length();
    String page = ReportPage.html(facts, run(1000, 100), PageDetails.NONE);
    assertThat(page.length()).isLessThan(few);
    assertThat(page).contains("\"many\":{\"clients\":1000").doesNotContain("client-999");
  }
}
