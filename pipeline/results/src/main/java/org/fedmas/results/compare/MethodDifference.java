package org.fedmas.results.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.Score;
import org.fedmas.results.metric.TestImages;
import org.fedmas.results.statistic.BootstrapInterval;
import org.fedmas.results.statistic.DeLong;
import org.fedmas.results.statistic.Holm;
import org.fedmas.results.statistic.Interval;
import org.fedmas.results.statistic.LesionMcNemar;
import org.fedmas.results.statistic.PairedBootstrap;
import org.fedmas.results.statistic.SwapTest;
import org.fedmas.results.statistic.Swaps;
import org.fedmas.results.table.Cell;
import org.jspecify.annotations.Nullable;

/**
 * One method less the baseline, on the same images and over the same resamples. Models are paired
 * by training seed; methods without a common seed in the order of their seeds.
 *
 * @param paired difference with its interval
 * @param shown the interval for readers; null where it would mislead
 * @param swap the p-value of record; null where tests are not allowed, as the next
 * @param mcNemar right answers of one method only
 * @param areas AUROC per class; empty unless each lesion has one image and each method one model,
 *     null for classes of few images
 * @param pairs number of pairs of models
 * @param bySeed whether the pairs have common seeds and no model is left out
 */
public record MethodDifference(
    PairedBootstrap paired,
    @Nullable Interval shown,
    @Nullable SwapTest swap,
    @Nullable LesionMcNemar mcNemar,
    List<@Nullable DeLong> areas,
    int pairs,
    boolean bySeed) {

  private static final int FEWEST_IMAGES = 10;
  private static final double EDGE = 0.05;

  /** Whether p-values may be shown. */
  public enum Tests {
    /** Models were selected without a look at test images. */
    ALLOWED,
    /** Some model was selected on the test images, so that p-values would mean nothing. */
    REFUSED;

    /** Returns the tests that two rows allow. */
    public static Tests of(Method baseline, Method row) {
      return baseline.isSelectedOnTest() || row.isSelectedOnTest() ? REFUSED : ALLOWED;
    }
  }

  /** Returns the p-values of comparisons, adjusted for their number; null where there is none. */
  public static Map<String, @Nullable Double> adjusted(Map<String, MethodDifference> differences) {
    Map<String, @Nullable Double> values = new LinkedHashMap<>();
    differences.forEach((name, one) -> values.put(name, one.p()));
    return Holm.adjust(values);
  }

  /** Compares a method with the baseline by a score. */
  public static MethodDifference of(
      MethodEvidence baseline, MethodEvidence method, Score score, Swaps swaps, Tests tests) {
    List<Long> first = new ArrayList<>(baseline.models().keySet());
    List<Long> second = new ArrayList<>(method.models().keySet());
    boolean bySeed = first.equals(second);
    List<Long> common = first.stream().filter(second::contains).toList();
    if (!common.isEmpty()) {
      first = common;
      second = common;
    }
    int pairs = Math.min(first.size(), second.size());
    first = first.subList(0, pairs);
    second = second.subList(0, pairs);
    PairedBootstrap paired =
        PairedBootstrap.of(baseline.mean(first), method.mean(second), score, Interval.LEVEL);
    Interval shown =
        new BootstrapInterval(paired.difference(), paired.interval(), null, paired.used())
            .shown(method.images().lesions(), method.resamples());
    if (tests == Tests.REFUSED) {
      return new MethodDifference(paired, shown, null, null, List.of(), pairs, bySeed);
    }
    List<RankedPredictions> before = models(baseline, first);
    List<RankedPredictions> after = models(method, second);
    return new MethodDifference(
        paired,
        shown,
        SwapTest.ofSeeds(before, after, List.of(score), swaps).get(0),
        LesionMcNemar.ofSeeds(before, after),
        pairs == 1 && isUngrouped(method.images()) ? areas(before.get(0), after.get(0)) : List.of(),
        pairs,
        bySeed);
  }

  private static List<RankedPredictions> models(MethodEvidence method, List<Long> seeds) {
    return seeds.stream().map(seed -> Objects.requireNonNull(method.models().get(seed))).toList();
  }

  /** Returns whether no lesion has several images, so that images are independent. */
  public static boolean isUngrouped(TestImages images) {
    return images.lesions() == images.size();
  }

  private static List<@Nullable DeLong> areas(RankedPredictions first, RankedPredictions second) {
    List<@Nullable DeLong> areas = new ArrayList<>();
    for (int label = 0; label < first.images().classes(); label++) {
      DeLong area = DeLong.of(first, second, label, Interval.LEVEL);
      areas.add(Math.min(area.positives(), area.negatives()) < FEWEST_IMAGES ? null : area);
    }
    return areas;
  }

  /** Returns the difference with its interval. */
  public Cell cell() {
    Double difference = paired.difference();
    return difference == null ? new Cell.Absent() : new Cell.Difference(difference, shown);
  }

  /** Returns the p-value of record; null where tests are not allowed. */
  public @Nullable Double p() {
    return swap == null ? null : swap.p();
  }

  /** Returns whether the interval and the p-value disagree at 0.05. */
  public boolean isUndecided() {
    Double p = p();
    if (p == null || shown == null) {
      return false;
    }
    boolean outside = shown.lower() > 0 || shown.upper() < 0;
    return outside != p < EDGE;
  }

  /** Returns the p-value of McNemar's test by lesion. */
  public Cell mcNemarP() {
    return mcNemar == null ? new Cell.Absent() : new Cell.Probability(mcNemar.p());
  }

  /** Returns the mid-p of McNemar's test; only where each lesion has one image. */
  public Cell mcNemarMidP() {
    return mcNemar == null || pairs > 1
        ? new Cell.Absent()
        : new Cell.Probability(mcNemar.images().midP());
  }

  /** Returns the number of images that the baseline alone has right. */
  public Cell onlyBaseline() {
    return mcNemar == null ? new Cell.Absent() : new Cell.Count(mcNemar.images().firstOnly());
  }

  /** Returns the number of images that the method alone has right. */
  public Cell onlyMethod() {
    return mcNemar == null ? new Cell.Absent() : new Cell.Count(mcNemar.images().secondOnly());
  }

  /** Returns the difference of a class's AUROC and its p-value. */
  List<Cell> area(int label) {
    DeLong area = label < areas.size() ? areas.get(label) : null;
    Double difference = area == null ? null : area.difference();
    return area == null || difference == null
        ? List.of(new Cell.Absent(), new Cell.Absent())
        : List.of(new Cell.Difference(difference, area.interval()), Cell.probability(area.p()));
  }

  /** Returns the classes whose AUROC is compared. */
  List<Integer> comparedClasses() {
    return IntStream.range(0, areas.size()).filter(c -> areas.get(c) != null).boxed().toList();
  }
}
