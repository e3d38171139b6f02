package org.fedmas.aggregation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.aggregation.rule.ClientReport;
import org.fedmas.aggregation.rule.EarlierRound;
import org.fedmas.aggregation.rule.GapMetric;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;
import org.fedmas.tables.summary.AggregationSummary;
import org.fedmas.tables.summary.Summary;

/**
 * The weights and scores of the round before, read from artifacts.
 *
 * @param model the folder of that round's global model
 * @param evaluations the folders of its participants' evaluations, in any order
 */
record EarlierScores(Path model, List<Path> evaluations) {

  /**
   * Returns the round before in the order of this round's participants.
   *
   * @throws StageFailedException if a client did not take part in that round
   */
  EarlierRound of(List<ClientReport> reports, GapMetric metric) throws IOException {
    Map<Integer, Double> weights = new HashMap<>();
    for (AggregationSummary.Participant client :
        Summary.read(model, AggregationSummary.class).clients()) {
      weights.put(client.client(), client.weight());
    }
    Map<Integer, List<PredictionRow>> rows = new HashMap<>();
    for (Path evaluation : evaluations) {
      for (PredictionRow row : PredictionTable.read(evaluation.resolve(PredictionTable.FILE))) {
        rows.computeIfAbsent(row.client(), client -> new ArrayList<>()).add(row);
      }
    }
    double[] earlier = new double[reports.size()];
    double[] gaps = new double[reports.size()];
    Arrays.fill(gaps, Double.NaN);
    for (int k = 0; k < earlier.length; k++) {
      int client = reports.get(k).client().number();
      Double weight = weights.get(client);
      if (weight == null) {
        throw new StageFailedException(
            "%s: found no weight of client %s, expected one of every client; set clients.fraction: 1"
                .formatted(model, client));
      }
      earlier[k] = weight;
      gaps[k] = metric.gap(rows.getOrDefault(client, List.of()));
    }
    return new EarlierRound(earlier, gaps);
  }
}
