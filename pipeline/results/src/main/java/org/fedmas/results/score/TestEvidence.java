package org.fedmas.results.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedmas.results.metric.Binning;
import org.fedmas.results.metric.Calibration;
import org.fedmas.results.metric.ClientSpread;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.Score;
import org.fedmas.results.metric.Tally;
import org.fedmas.results.metric.TestImages;
import org.fedmas.results.report.TestStatistics;
import org.fedmas.results.statistic.Bootstrap;
import org.fedmas.results.statistic.BootstrapInterval;
import org.fedmas.results.statistic.ClassRule;
import org.fedmas.results.statistic.Interval;
import org.fedmas.results.statistic.LesionProportion;
import org.fedmas.results.statistic.SeededResamples;
import org.jspecify.annotations.Nullable;

/** Intervals and further scores of the selected model, from its test predictions and a seed. */
public final class TestEvidence {

  /**
   * Scores with a percentile interval; calibration errors have none, since resampling adds noise.
   */
  static final List<Score> WITH_INTERVAL =
      List.of(
          Score.ACCURACY,
          Score.BALANCED_ACCURACY,
          Score.MACRO_PRECISION,
          Score.MACRO_F1,
          Score.MACRO_F1_PRESENT,
          Score.MACRO_AUROC,
          Score.MACRO_AVERAGE_PRECISION,
          Score.MATTHEWS,
          Score.COHENS_KAPPA,
          Score.BRIER,
          Score.NLL,
          Score.MEAN_OF_CLIENTS);

  private static final int FEWEST_LESIONS = 5;
  private static final double FEWEST_USED = 0.9;

  private final TestPredictions test;
  private final RankedPredictions model;
  private final long seed;
  private final Bootstrap bootstrap;

  /**
   * Draws and scores all resamples; 4,650 images take seconds.
   *
   * @param seed of the run
   */
  public TestEvidence(TestPredictions test, long seed) {
    this.test = test;
    this.model = test.predictions();
    this.seed = seed;
    List<Score> scores = new ArrayList<>(WITH_INTERVAL);
    for (int k = 0; k < test.images().clients(); k++) {
      scores.add(Score.client(k));
    }
    this.bootstrap = Bootstrap.of(model, scores, SeededResamples.ofRun(test.images(), seed));
  }

  /** Returns score → [lower, upper], null where an interval would mislead. */
  public Map<String, @Nullable List<Double>> intervals() {
    Map<String, @Nullable List<Double>> intervals = new TreeMap<>();
    int lesions = test.images().lesions();
    WITH_INTERVAL.forEach(score -> intervals.put(score.id(), interval(score, lesions)));
    return intervals;
  }

  /** Returns the further scores. */
  public TestStatistics statistics() {
    TestImages images = test.images();
    Tally tally = Tally.of(model);
    Calibration calibration = tally.calibration(Binning.EQUAL_MASS);
    List<@Nullable List<Double>> ofClients = new ArrayList<>();
    for (int k = 0; k < images.clients(); k++) {
      ofClients.add(interval(Score.client(k), images.lesionsOf(k).length));
    }
    return new TestStatistics(
        tally.classesPresent(),
        tally.macroPrecision(),
        tally.macroF1Present(),
        tally.macroAveragePrecision(),
        tally.matthews(),
        tally.cohensKappa(),
        tally.brier(),
        tally.negativeLogLikelihood(),
        tally.clippedImages(),
        calibration.expectedError(),
        tally.calibration(Binning.EQUAL_WIDTH).expectedError(),
        tally.overconfidence(),
        IntStream.range(0, images.classes()).mapToObj(c -> ofClass(tally, c)).toList(),
        calibration.bins().stream()
            .map(bin -> new TestStatistics.Bin(bin.count(), bin.confidence(), bin.accuracy()))
            .toList(),
        spread(tally.acrossClients()),
        ofClients,
        new TestStatistics.Resampling(
            Interval.LEVEL,
            SeededResamples.USUAL,
            seed,
            images.lesions(),
            test.ungrouped(),
            bootstrap.absentShare()));
  }

  private TestStatistics.ClassStatistics ofClass(Tally tally, int label) {
    LesionProportion recall = LesionProportion.recall(model, label, Interval.LEVEL);
    return new TestStatistics.ClassStatistics(
        recall.lesions(),
        recall.lesions() < FEWEST_LESIONS ? null : ends(recall.interval()),
        tally.precision(label),
        tally.f1(label),
        tally.specificity(label),
        tally.auroc(label),
        tally.averagePrecision(label));
  }

  private static TestStatistics.Spread spread(ClientSpread spread) {
    return new TestStatistics.Spread(
        spread.clients(),
        spread.worstClient(),
        spread.worst(),
        spread.mean(),
        spread.deviation(),
        spread.range());
  }

  private @Nullable List<Double> interval(Score score, int lesions) {
    BootstrapInterval found = bootstrap.interval(score, ClassRule.PRESENT, Interval.LEVEL);
    boolean misleads =
        lesions < FEWEST_LESIONS || found.used() < FEWEST_USED * SeededResamples.USUAL;
    return misleads ? null : ends(found.interval());
  }

  private static @Nullable List<Double> ends(@Nullable Interval interval) {
    return interval == null ? null : List.of(interval.lower(), interval.upper());
  }
}
