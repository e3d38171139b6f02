package org.fedmas.aggregation.rule;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.tables.prediction.PredictionRow;

/** The balanced accuracy of the global model without the client's part, in [0, 1]. */
public record ScoreWithoutClient() implements ValidationMeasure {

  @Override
  public boolean leavesOut() {
    return true;
  }

  @Override
  public double of(List<PredictionRow> rows) {
    Map<Integer, int[]> byClass = new TreeMap<>();
    for (PredictionRow row : rows) {
      int[] counts = byClass.computeIfAbsent(row.label(), label -> new int[2]);
      counts[0] += row.predicted() == row.label() ? 1 : 0;
      counts[1]++;
    }
    return byClass.values().stream()
        .mapToDouble(counts -> (double) counts[0] / counts[1])
        .average()
        .orElse(Double.NaN);
  }
}
