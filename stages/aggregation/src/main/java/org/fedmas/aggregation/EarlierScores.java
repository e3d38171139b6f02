package org.fedmas.aggregation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fedmas.aggregation.rule.ClientReport;
import org.fedmas.aggregation.rule.Contribution;
import org.fedmas.aggregation.rule.EarlierRound;
import org.fedmas.aggregation.rule.ValidationMeasure;
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
  EarlierRound of(List<ClientReport> reports, ValidationMeasure measure) throws IOException {
    AggregationSummary summary = Summary.read(model, AggregationSummary.class);
    Map<Integer, Double> weights = new HashMap<>();
    for (AggregationSummary.Participant client : summary.clients()) {
      weights.put(client.client(), client.weight());
    }
    Map<Integer, List<PredictionRow>> rows = new HashMap<>();
    for (Path evaluation : evaluations) {
      for (PredictionRow row : PredictionTable.read(evaluation.resolve(PredictionTable.FILE))) {
        rows.computeIfAbsent(row.client(), client -> new ArrayList<>()).add(row);
      }
    }
    double[] earlier = new double[reports.size()];
    double[] measures = new double[reports.size()];
    Arrays.fill(measures, Double.NaN);
    for (int k = 0; k < earlier.length; k++) {
      int client = reports.get(k).client().number();
      Double weight = weights.get(client);
      if (weight == null) {
        throw new StageFailedException(
            "%s: found no weight of client %s, expected one of every client; set clients.fraction: 1"
                .formatted(model, client));
      }
      earlier[k] = weight;
      measures[k] = measure.of(rows.getOrDefault(client, List.of()));
    }
    return new EarlierRound(earlier, measures, contributions(reports, summary));
  }

  private static List<Contribution> contributions(
      List<ClientReport> reports, AggregationSummary summary) {
    List<AggregationSummary.Contribution> stored = summary.contributions();
    if (stored == null) {
      return List.of();
    }
    Map<Integer, Contribution> byClient = new HashMap<>();
    for (AggregationSummary.Contribution one : stored) {
      byClient.put(one.client(), new Contribution(one.meanCosine(), one.meanScore()));
    }
    return reports.stream()
        .map(report -> Objects.requireNonNull(byClient.get(report.client().number())))
        .toList();
  }
}
