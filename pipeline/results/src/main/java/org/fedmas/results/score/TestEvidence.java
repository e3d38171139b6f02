package org.fedmas.results.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.fedmas.results.metric.Binning;
import org.fedmas.results.metric.Calibration;
import org.fedmas.results.metric.ClientSpread;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.Score;
import org.fedmas.results.metric.Tally;
import org.fedmas.results.metric.TestImages;
import org.fedmas.results.report.TestStatistics;
import org.fedmas.results.statistic.AbsentShares;
import org.fedmas.results.statistic.Bootstrap;
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

  private final TestPredictions test;
  private final RankedPredictions model;
  private final @Nullable GroupScores groups;
  private final SubgroupScores subgroups;
  private final SeededResamples resamples;
  private final long seed;
  private final Bootstrap bootstrap;
  private final ScoreIntervals intervals;

  /**
   * Draws and scores all resamples; 4,650 images take seconds.
   *
   * @param seed of the run
   * @param trainingImages per class, over all clients; null if unknown, which leaves out groups of
   *     classes
   */
  public TestEvidence(
      TestPredictions test, long seed, EvidenceSettings settings, int @Nullable [] trainingImages) {
    this.test = test;
    this.model = test.predictions();
    this.seed = seed;
    this.groups = trainingImages == null ? null : GroupScores.of(settings, trainingImages);
    this.subgroups =
        new SubgroupScores(settings.minimumCell(), AttributeCells.of(test.attributes()));
    this.resamples = SeededResamples.ofRun(test.images(), seed);
    List<Score> scores = new ArrayList<>(WITH_INTERVAL);
    for (int k = 0; k < test.images().clients(); k++) {
      scores.add(Score.client(k));
    }
    if (groups != null) {
      scores.addAll(groups.scores());
    }
    scores.addAll(subgroups.scores());
    this.bootstrap = Bootstrap.of(model, scores, resamples);
    this.intervals = new ScoreIntervals(bootstrap);
  }

  /** Returns score → [lower, upper], null where an interval would mislead. */
  public Map<String, @Nullable List<Double>> intervals() {
    Map<String, @Nullable List<Double>> found = new TreeMap<>();
    int lesions = test.images().lesions();
    WITH_INTERVAL.forEach(score -> found.put(score.id(), intervals.of(score, lesions)));
    return found;
  }

  /** Returns the further scores. */
  public TestStatistics statistics() {
    TestImages images = test.images();
    Tally tally = Tally.of(model);
    Calibration calibration = tally.calibration(Binning.EQUAL_MASS);
    List<@Nullable List<Double>> ofClients = new ArrayList<>();
    for (int k = 0; k < images.clients(); k++) {
      ofClients.add(intervals.of(Score.client(k), images.lesionsOf(k).length));
    }
    AbsentShares absent = AbsentShares.of(images, resamples);
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
            bootstrap.absentShare(),
            absent.perClass(),
            absent.perClient()),
        macroClasses(tally),
        groups == null ? null : groups.statistics(images, tally, intervals),
        subgroups.statistics(model, intervals));
  }

  /** Returns the number of classes that each macro score is a mean over. */
  private Map<String, Integer> macroClasses(Tally tally) {
    int present = tally.classesPresent();
    int seen = countClasses(label -> tally.f1(label) != null);
    return new TreeMap<>(
        Map.of(
            Score.BALANCED_ACCURACY.id(),
            present,
            Score.MACRO_F1_PRESENT.id(),
            present,
            Score.MACRO_AVERAGE_PRECISION.id(),
            present,
            Score.MACRO_PRECISION.id(),
            seen,
            Score.MACRO_F1.id(),
            seen,
            Score.MACRO_AUROC.id(),
            countClasses(label -> tally.auroc(label) != null)));
  }

  private int countClasses(IntPredicate counted) {
    return (int) IntStream.range(0, test.images().classes()).filter(counted).count();
  }

  private TestStatistics.ClassStatistics ofClass(Tally tally, int label) {
    LesionProportion recall = LesionProportion.recall(model, label, Interval.LEVEL);
    return new TestStatistics.ClassStatistics(
        recall.lesions(),
        recall.lesions() < ScoreIntervals.FEWEST_LESIONS
            ? null
            : ScoreIntervals.ends(recall.interval()),
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
}
