package org.fedmas.pipeline.bundle;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.TestScores;
import org.fedmas.results.report.TestStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Scores on test images without small counts. Classes and clients of fewer images than the minimum
 * have no scores of their own.
 *
 * @param minimum least number of images of a count that stays
 * @param smallClients whether each client has fewer test images
 */
record AnonymousScores(int minimum, List<Boolean> smallClients) {

  @Nullable TestScores of(@Nullable TestScores all) {
    if (all == null) {
      return null;
    }
    List<List<Integer>> counts = counts(all);
    List<Boolean> small = new ArrayList<>();
    counts.forEach(
        row -> small.add(row.stream().mapToInt(Integer::intValue).sum() < minimum));
    TestStatistics statistics = all.statistics();
    return new TestScores(
        all.balancedAccuracy(),
        all.classes(),
        all.accuracy(),
        all.macroF1(),
        all.macroAuroc(),
        without(all.recall(), small),
        HiddenCells.table(counts, minimum),
        all.interval(),
        statistics == null ? null : statistics(statistics, small));
  }

  /** Returns a list with null in the places of clients that have few test images. */
  <T> List<@Nullable T> perClient(List<@Nullable T> values) {
    return without(values, smallClients);
  }

  /** Returns whether the test images of a client are fewer than the minimum. */
  boolean isSmall(int client) {
    return client < smallClients.size() && smallClients.get(client);
  }

  private static List<List<Integer>> counts(TestScores all) {
    return all.confusion().stream()
        .map(row -> row.stream().map(RunMetrics.Images::known).toList())
        .toList();
  }

  private static <T> List<@Nullable T> without(List<@Nullable T> values, List<Boolean> small) {
    List<@Nullable T> shown = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      shown.add(i < small.size() && small.get(i) ? null : values.get(i));
    }
    return shown;
  }

  private TestStatistics statistics(TestStatistics all, List<Boolean> small) {
    List<TestStatistics.ClassStatistics> classes = new ArrayList<>();
    for (int c = 0; c < all.perClass().size(); c++) {
      classes.add(
          small.get(c)
              ? new TestStatistics.ClassStatistics(null, null, null, null, null, null, null)
              : all.perClass().get(c));
    }
    return new TestStatistics(
        all.classes(),
        all.macroPrecision(),
        all.macroF1Present(),
        all.macroAveragePrecision(),
        all.matthews(),
        all.cohensKappa(),
        all.brier(),
        all.nll(),
        all.nllClipped(),
        all.eceEqualMass(),
        all.eceEqualWidth(),
        all.overconfidence(),
        classes,
        all.reliability(),
        spread(all.acrossClients()),
        perClient(all.clientInterval()),
        resampling(all.resampling()),
        all.macroClasses(),
        groups(all.groups()),
        all.subgroups());
  }

  private TestStatistics.Spread spread(TestStatistics.Spread all) {
    Integer worst = all.worstClient();
    return worst == null || !isSmall(worst)
        ? all
        : new TestStatistics.Spread(all.clients(), null, null, all.mean(), all.sd(), null);
  }

  /** Returns the basis without shares per class and client, which follow from their counts. */
  private static TestStatistics.Resampling resampling(TestStatistics.Resampling all) {
    return new TestStatistics.Resampling(
        all.level(),
        all.resamples(),
        all.seed(),
        all.lesions(),
        all.ungrouped(),
        all.absentShare(),
        null,
        null);
  }

  private TestStatistics.@Nullable Groups groups(TestStatistics.@Nullable Groups all) {
    if (all == null) {
      return null;
    }
    List<TestStatistics.Group> each = List.of(all.many(), all.medium(), all.few());
    List<@Nullable Integer> images =
        HiddenCells.row(
            each.stream().map(group -> RunMetrics.Images.known(group.images())).toList(), minimum);
    return new TestStatistics.Groups(
        all.manyAbove(),
        all.fewBelow(),
        HiddenCells.row(
            all.trainingImages().stream().map(RunMetrics.Images::known).toList(), minimum),
        group(all.many(), images.get(0)),
        group(all.medium(), images.get(1)),
        group(all.few(), images.get(2)));
  }

  private TestStatistics.Group group(TestStatistics.Group all, @Nullable Integer images) {
    boolean small = RunMetrics.Images.known(all.images()) < minimum;
    return new TestStatistics.Group(
        all.classes(),
        all.present(),
        images,
        small ? null : all.recall(),
        small ? null : all.interval());
  }
}
