package org.fedmas.results.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.Score;
import org.fedmas.results.metric.Tally;
import org.fedmas.results.metric.TestImages;
import org.fedmas.results.statistic.Bootstrap;
import org.fedmas.results.statistic.BootstrapInterval;
import org.fedmas.results.statistic.ClassRule;
import org.fedmas.results.statistic.Interval;
import org.fedmas.results.statistic.LesionProportion;
import org.fedmas.results.statistic.Moments;
import org.fedmas.results.statistic.Resamples;
import org.fedmas.results.table.Cell;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one method on shared images, with the resamples behind their intervals. Scores of
 * several seeds are averaged, also inside every resample.
 */
public final class MethodEvidence {

  private final SortedMap<Long, RankedPredictions> models;
  private final SortedMap<Long, Bootstrap> bootstraps;
  private final Bootstrap mean;
  private final int resamples;

  private MethodEvidence(
      SortedMap<Long, RankedPredictions> models,
      SortedMap<Long, Bootstrap> bootstraps,
      int resamples) {
    this.models = models;
    this.bootstraps = bootstraps;
    this.mean = Bootstrap.mean(List.copyOf(bootstraps.values()));
    this.resamples = resamples;
  }

  /**
   * Computes the scores of all resamples; 4,650 images take seconds per model.
   *
   * @param models seed → model, at least one, all on the same images
   */
  public static MethodEvidence of(
      Map<Long, RankedPredictions> models, List<Score> scores, Resamples resamples) {
    SortedMap<Long, Bootstrap> bootstraps = new TreeMap<>();
    models.forEach((seed, model) -> bootstraps.put(seed, Bootstrap.of(model, scores, resamples)));
    return new MethodEvidence(new TreeMap<>(models), bootstraps, resamples.size());
  }

  /** Returns the images. */
  public TestImages images() {
    return anyModel().images();
  }

  private RankedPredictions anyModel() {
    return models.values().iterator().next();
  }

  /** Returns the models by seed. */
  SortedMap<Long, RankedPredictions> models() {
    return models;
  }

  /** Returns the number of seeds. */
  public int seeds() {
    return models.size();
  }

  /** Returns the number of resamples. */
  int resamples() {
    return resamples;
  }

  /** Returns the mean over some seeds, inside every resample. */
  Bootstrap mean(List<Long> seeds) {
    return Bootstrap.mean(
        seeds.stream().map(seed -> Objects.requireNonNull(bootstraps.get(seed))).toList());
  }

  /** Returns the share of resamples that lack a class of the images. */
  public double absentShare() {
    return mean.absentShare();
  }

  /** Returns a score with its interval; a cell without a value where it has none. */
  public Cell estimate(Score score) {
    Double value = mean.estimate(score);
    return value == null
        ? new Cell.Absent()
        : new Cell.Estimate(
            value,
            mean.interval(score, ClassRule.PRESENT, Interval.LEVEL)
                .shown(images().lesions(), resamples));
  }

  /** Returns the mean of a score over seeds; a cell without a value where a seed has none. */
  public Cell mean(Score score) {
    return Cell.number(mean(tally -> score.of().apply(tally)));
  }

  /** Returns mean and deviation over seeds of a score. */
  public Cell overSeeds(Score score) {
    Moments moments = Moments.of(values(tally -> score.of().apply(tally)));
    Double center = moments.mean();
    return center == null
        ? new Cell.Absent()
        : new Cell.Spread(center, moments.deviation(), moments.count());
  }

  /** Returns the recall of a class; with Wilson's interval by lesion where it is of one seed. */
  public Cell recall(int label) {
    Double value = mean(tally -> tally.recall(label));
    if (value == null) {
      return new Cell.Absent();
    }
    if (models.size() > 1) {
      return new Cell.Estimate(value, null);
    }
    LesionProportion recall = LesionProportion.recall(anyModel(), label, Interval.LEVEL);
    return new Cell.Estimate(
        value, recall.lesions() < BootstrapInterval.FEWEST_LESIONS ? null : recall.interval());
  }

  private @Nullable Double mean(Function<Tally, @Nullable Double> score) {
    double[] values = values(score);
    return values.length < models.size() ? null : Moments.of(values).mean();
  }

  private double[] values(Function<Tally, @Nullable Double> score) {
    List<Double> values = new ArrayList<>();
    for (RankedPredictions model : models.values()) {
      Double value = score.apply(Tally.of(model));
      if (value != null) {
        values.add(value);
      }
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
