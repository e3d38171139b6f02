package org.fedmas.aggregation.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The adjusted weights of six rounds, for both signs of the gap. */
class GeneralisationAdjustmentGoldenTest {

  private static final String FILE = "methods.json";
  private static final JsonNode GOLDEN = Golden.json(FILE).at("/units/generalisation_adjustment");

  @ParameterizedTest
  @EnumSource(GapMetric.class)
  void everyRoundGivesTheGoldenWeights(GapMetric metric) {
    int clients = GOLDEN.get("clients").intValue();
    String name = metric == GapMetric.LOSS ? "default" : metric.name().toLowerCase(Locale.ROOT);
    JsonNode expected = GOLDEN.at("/cases/" + name + "/weights");
    AggregationRule rule =
        new GeneralisationAdjustment(
            GOLDEN.get("step").doubleValue(), metric, GOLDEN.get("rounds").intValue());
    List<ClientReport> reports =
        IntStream.range(0, clients)
            .mapToObj(k -> new ClientReport(new ClientId(k), 10, 10, null))
            .toList();
    double[] weights = Simplex.equal(clients);
    for (int r = 0; r < expected.size(); r++) {
      double[] gaps = Golden.numbers(GOLDEN.get("after").get(r));
      double[] before = Golden.numbers(GOLDEN.get("before").get(r));
      for (int k = 0; k < gaps.length; k++) {
        gaps[k] -= before[k];
      }
      Round next = new Round(r + 2);
      EarlierRound earlier = new EarlierRound(weights, gaps);
      weights =
          rule.weights(
                  new Participants(
                      next, reports, ImageCount.IMAGES, new NumberModels(reports), earlier))
              .weights();
      String what = "generalisation_adjustment/" + name + " round " + r;
      Parity.close(FILE, what, weights, Golden.numbers(expected.get(r)), 1e-9);
    }
  }
}
