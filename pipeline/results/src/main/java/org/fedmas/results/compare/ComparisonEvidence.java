package org.fedmas.results.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.TestImages;
import org.fedmas.results.statistic.SeededResamples;
import org.fedmas.results.statistic.SeededSwaps;

/**
 * The numbers of a comparison, by row. All rows are under the same resamples.
 *
 * @param scores of rows that have runs with scores
 * @param differences of these rows but the baseline; empty where the baseline has no scores
 */
record ComparisonEvidence(
    Map<String, MethodEvidence> scores, Map<String, MethodDifference> differences) {

  static ComparisonEvidence of(
      List<Method> rows, Method baseline, SharedImages images, CompareSettings settings) {
    TestImages shared = images.images();
    long seed = images.reference().metrics().seed();
    SeededResamples resamples =
        new SeededResamples(
            shared, SeededResamples.ofRun(shared, seed).key(), settings.resamples());
    Map<String, MethodEvidence> scores = new LinkedHashMap<>();
    for (Method row : rows) {
      if (!row.runs().isEmpty()) {
        Map<Long, RankedPredictions> models = new TreeMap<>();
        row.runs().forEach(run -> models.put(run.metrics().seed(), images.predictions(run)));
        scores.put(row.name(), MethodEvidence.of(models, settings.scores(), resamples));
      }
    }
    Map<String, MethodDifference> differences = new LinkedHashMap<>();
    MethodEvidence compared = scores.get(baseline.name());
    for (Method row : rows) {
      MethodEvidence own = scores.get(row.name());
      if (own != null && compared != null && own != compared) {
        RandomKey key = RandomKey.of(seed).with("compare").with(baseline.name()).with(row.name());
        differences.put(
            row.name(),
            MethodDifference.of(
                compared,
                own,
                settings.score(),
                new SeededSwaps(shared.lesions(), key, settings.swaps()),
                MethodDifference.Tests.of(baseline, row)));
      }
    }
    return new ComparisonEvidence(scores, differences);
  }
}
