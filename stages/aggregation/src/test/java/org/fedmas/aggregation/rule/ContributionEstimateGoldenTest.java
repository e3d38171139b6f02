package org.fedmas.aggregation.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights and contributions of several rounds. */
class ContributionEstimateGoldenTest {

  private static final String FILE = "methods.json";
  private static final JsonNode GOLDEN = Golden.json(FILE).at("/units/contribution_estimate");

  @ParameterizedTest
  @CsvSource({"plus, PLUS", "times, TIMES", "plus_zero_update, PLUS"})
  void everyRoundGivesTheGoldenWeights(String name, ContributionCombination combination) {
    AggregationRule rule = new ContributionEstimate(combination);
    JsonNode rounds = GOLDEN.at("/cases/" + name);
    EarlierRound earlier = null;
    for (int r = 0; r < rounds.size(); r++) {
      double[][] products = products(r, name.equals("plus_zero_update") && r == 1);
      List<ClientReport> reports =
          IntStream.range(0, products.length)
              .mapToObj(k -> new ClientReport(new ClientId(k), 10, 10, null))
              .toList();
      AggregationWeights weights =
          rule.weights(
              new Participants(
                  new Round(r + 1), reports, ImageCount.IMAGES, new Products(products), earlier));
      JsonNode wanted = rounds.get(r);
      String round = name + " round " + r + " ";
      close(round + "weights", weights.weights(), wanted.get("weights"));
      double[] cosines = means(weights, Contribution::meanCosine);
      close(round + "mean_cosine", cosines, wanted.get("mean_cosine"));
      double[] scores = means(weights, contribution -> 1 - contribution.meanScore());
      close(round + "historical_score", scores, wanted.get("historical_score"));
      if (r + 1 < rounds.size()) {
        double[] next = Golden.numbers(GOLDEN.get("without_score").get(r + 1));
        earlier = new EarlierRound(weights.weights(), next, weights.contributions());
      }
    }
  }

  private static double[] means(AggregationWeights weights, ToDoubleFunction<Contribution> mean) {
    return weights.contributions().stream().mapToDouble(mean).toArray();
  }

  private static void close(String what, double[] ours, JsonNode wanted) {
    Parity.close(FILE, "contribution_estimate/" + what, ours, Golden.numbers(wanted), 1e-9);
  }

  /** Returns the inner products of a round's updates, of which that of client 2 may be 0. */
  private static double[][] products(int round, boolean zero) {
    JsonNode rows = GOLDEN.get("updates").get(round);
    double[][] updates = new double[rows.size()][];
    for (int k = 0; k < updates.length; k++) {
      updates[k] = Golden.numbers(rows.get(k));
      if (zero && k == 2) {
        updates[k] = new double[updates[k].length];
      }
    }
    double[][] products = new double[updates.length][updates.length];
    for (int j = 0; j < updates.length; j++) {
      for (int k = 0; k < updates.length; k++) {
        for (int i = 0; i < updates[j].length; i++) {
          products[j][k] += updates[j][i] * updates[k][i];
        }
      }
    }
    return products;
  }

  private record Products(double[][] updateProducts) implements ModelDistances {

    @Override
    public double[][] squaredBetween() {
      double[][] squared = new double[updateProducts.length][updateProducts.length];
      for (int j = 0; j < squared.length; j++) {
        for (int k = 0; k < squared.length; k++) {
          squared[j][k] = updateProducts[j][j] + updateProducts[k][k] - 2 * updateProducts[j][k];
        }
      }
      return squared;
    }

    @Override
    public double[] toMean(double[] weights) {
      double[] distances = new double[weights.length];
      for (int k = 0; k < distances.length; k++) {
        double squared = updateProducts[k][k];
        for (int i = 0; i < weights.length; i++) {
          squared -= 2 * weights[i] * updateProducts[k][i];
          for (int j = 0; j < weights.length; j++) {
            squared += weights[i] * weights[j] * updateProducts[i][j];
          }
        }
        distances[k] = Math.sqrt(squared);
      }
      return distances;
    }
  }
}
