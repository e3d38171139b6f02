package org.fedmas.results.folds;

import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fedmas.results.compare.Method;
import org.fedmas.results.compare.RunEntry;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.Score;
import org.fedmas.results.metric.Tally;
import org.fedmas.results.metric.TestImages;
import org.fedmas.results.statistic.SeedTable;
import org.fedmas.results.table.CurveChart;
import org.jspecify.annotations.Nullable;

/** The models of one method over folds and seeds. */
final class FoldRuns {

  private final List<Integer> folds;
  private final SortedSet<Long> seeds = new TreeSet<>();

  /** Fold → seed → model on the images of the fold. */
  private final Map<Integer, SortedMap<Long, RankedPredictions>> models = new TreeMap<>();

  FoldRuns(Method method, FoldImages images) {
    this.folds = images.folds();
    for (RunEntry.Scored run : method.runs()) {
      int fold = run.metrics().fold();
      seeds.add(run.metrics().seed());
      models
          .computeIfAbsent(fold, key -> new TreeMap<>())
          .put(
              run.metrics().seed(),
              Objects.requireNonNull(images.ofFolds().get(fold)).predictions(run));
    }
  }

  /** Returns the number of seeds, those of some folds alone included. */
  int seeds() {
    return seeds.size();
  }

  /** Returns a score of all runs; null for a missing run. */
  SeedTable table(Score score) {
    List<List<@Nullable Double>> table = new ArrayList<>();
    for (int fold : folds) {
      List<@Nullable Double> row = new ArrayList<>();
      for (long seed : seeds) {
        RankedPredictions model = model(fold, seed);
        row.add(model == null ? null : score.of().apply(Tally.of(model)));
      }
      table.add(row);
    }
    return new SeedTable(table);
  }

  /** Returns a score over folds: mean, lowest and highest over seeds. */
  CurveChart.Curve curve(String name, Score score) {
    SeedTable table = table(score);
    List<@Nullable Double> lower = new ArrayList<>();
    List<@Nullable Double> upper = new ArrayList<>();
    for (List<@Nullable Double> row : table.scores()) {
      DoubleSummaryStatistics known =
          row.stream()
              .filter(Objects::nonNull)
              .mapToDouble(Double::doubleValue)
              .summaryStatistics();
      lower.add(known.getCount() == 0 ? null : (Double) known.getMin());
      upper.add(known.getCount() == 0 ? null : (Double) known.getMax());
    }
    return new CurveChart.Curve(name, table.foldMeans(), lower, upper);
  }

  /** Returns the missing runs, such as {@code fold 3 seed 1}. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (int fold : folds) {
      for (long seed : seeds) {
        if (model(fold, seed) == null) {
          missing.add("fold %s seed %s".formatted(fold, seed));
        }
      }
    }
    return missing;
  }

  private @Nullable RankedPredictions model(int fold, long seed) {
    return models.getOrDefault(fold, Collections.emptySortedMap()).get(seed);
  }

  /**
   * Returns the out-of-fold predictions of each seed that has a run of every fold.
   *
   * @param pooled the images of all folds, fold by fold
   */
  SortedMap<Long, RankedPredictions> pooled(TestImages pooled) {
    SortedMap<Long, RankedPredictions> complete = new TreeMap<>();
    for (long seed : seeds) {
      int[] predicted = new int[pooled.size()];
      double[][] probabilities = new double[pooled.size()][pooled.classes()];
      int place = 0;
      for (int fold : folds) {
        RankedPredictions model = model(fold, seed);
        for (int image = 0; model != null && image < model.images().size(); image++) {
          predicted[place] = model.predicted(image);
          for (int c = 0; c < pooled.classes(); c++) {
            probabilities[place][c] = model.probability(image, c);
          }
          place++;
        }
      }
      if (place == pooled.size()) {
        complete.put(seed, new RankedPredictions(pooled, predicted, probabilities));
      }
    }
    return complete;
  }
}
