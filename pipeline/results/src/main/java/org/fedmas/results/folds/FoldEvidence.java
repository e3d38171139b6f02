package org.fedmas.results.folds;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.results.compare.CompareSettings;
import org.fedmas.results.compare.Method;
import org.fedmas.results.compare.MethodDifference;
import org.fedmas.results.compare.MethodEvidence;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.TestImages;
import org.fedmas.results.statistic.SeededResamples;
import org.fedmas.results.statistic.SeededSwaps;

/**
 * The numbers of a table over folds, by row.
 *
 * @param runs models by fold and seed; rows without any run are left out, as below
 * @param pooled scores of all out-of-fold predictions; for methods with a run of every fold
 * @param differences of the pooled scores; for those that the baseline can be compared with
 * @param overFolds differences of fold means
 */
record FoldEvidence(
    Map<String, FoldRuns> runs,
    Map<String, MethodEvidence> pooled,
    Map<String, MethodDifference> differences,
    Map<String, FoldDifference> overFolds) {

  static FoldEvidence of(
      List<Method> rows, Method baseline, FoldImages images, CompareSettings settings) {
    long seed = images.first().reference().metrics().seed();
    TestImages together = images.pooled();
    SeededResamples resamples =
        new SeededResamples(
            together, SeededResamples.ofRun(together, seed).key(), settings.resamples());
    Map<String, FoldRuns> runs = new LinkedHashMap<>();
    Map<String, MethodEvidence> pooled = new LinkedHashMap<>();
    for (Method row : rows) {
      if (!row.runs().isEmpty()) {
        FoldRuns own = new FoldRuns(row, images);
        runs.put(row.name(), own);
        SortedMap<Long, RankedPredictions> models = own.pooled(together);
        if (!models.isEmpty()) {
          pooled.put(
              row.name(),
              MethodEvidence.of(models, FoldSections.pooled(settings.scores()), resamples));
        }
      }
    }
    Map<String, MethodDifference> differences = new LinkedHashMap<>();
    Map<String, FoldDifference> overFolds = new LinkedHashMap<>();
    for (Method row : rows) {
      if (row.name().equals(baseline.name())) {
        continue;
      }
      MethodDifference.Tests tests = MethodDifference.Tests.of(baseline, row);
      if (runs.containsKey(row.name()) && runs.containsKey(baseline.name())) {
        overFolds.put(
            row.name(),
            FoldDifference.of(
                Objects.requireNonNull(runs.get(baseline.name())).table(settings.score()),
                Objects.requireNonNull(runs.get(row.name())).table(settings.score()),
                images.ratio(),
                tests));
      }
      MethodEvidence before = pooled.get(baseline.name());
      MethodEvidence after = pooled.get(row.name());
      if (before != null
          && after != null
          && FoldSections.pooled(List.of(settings.score())).size() == 1) {
        RandomKey key = RandomKey.of(seed).with("folds").with(baseline.name()).with(row.name());
        SeededSwaps swaps = new SeededSwaps(together.lesions(), key, settings.swaps());
        differences.put(
            row.name(), MethodDifference.of(before, after, settings.score(), swaps, tests));
      }
    }
    return new FoldEvidence(runs, pooled, differences, overFolds);
  }
}
