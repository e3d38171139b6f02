package org.fedmas.results.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fedmas.results.detail.WeightShares;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.fedmas.results.report.TestScores;
import org.fedmas.results.report.TestStatistics;
import org.jspecify.annotations.Nullable;

/** Sentences for readers of a report whom a score would mislead otherwise. */
record Cautions(RunMetrics metrics, @Nullable WeightShares weights) {

  /** A difference between shares of weight and of images that a reader should know of. */
  private static final double NOTABLE = 0.1;

  /** A share of the weight on clients without a class that a reader should know of. */
  private static final double MOST_WEIGHT = 0.5;

  /** A share of resamples without a class that makes an interval doubtful. */
  private static final double DOUBTFUL = 0.05;

  /** Returns the sentences, the gravest first. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    RunMetrics.Selected selected = metrics.selected();
    if (selected != null && selected.by() == Selection.TEST) {
      texts.add(
          "The round was selected on the test images: its scores are optimistic, and p-values for"
              + " them are not valid.");
    }
    if (selected != null && selected.test() != null) {
      classes(selected.test(), texts);
      statistics(selected.test().statistics(), texts);
    }
    if (weights != null) {
      fewClasses(weights, texts);
      lacking(weights, texts);
    }
    texts.add(
        "One training seed (%s) and one fold (%s): the intervals do not cover another training run"
                .formatted(metrics.seed(), metrics.fold())
            + " or another split.");
    return texts;
  }

  private void classes(TestScores test, List<String> texts) {
    List<String> absent =
        IntStream.range(0, Math.min(metrics.classes().size(), test.confusion().size()))
            .filter(c -> test.confusion().get(c).stream().allMatch(count -> count != null && count == 0))
            .mapToObj(metrics.classes()::get)
            .toList();
    if (!absent.isEmpty()) {
      texts.add(
          "Scores that average classes are over %s of %s classes: no test image of %s."
              .formatted(
                  metrics.classes().size() - absent.size(),
                  metrics.classes().size(),
                  String.join(", ", absent)));
    }
  }

  private static void statistics(@Nullable TestStatistics statistics, List<String> texts) {
    if (statistics == null) {
      return;
    }
    TestStatistics.Resampling basis = statistics.resampling();
    if (basis.absentShare() >= DOUBTFUL) {
      texts.add(
          "%s of the resamples lost a class: intervals of scores that average classes are doubtful."
              .formatted(share(basis.absentShare())));
    }
    if (basis.ungrouped() > 0) {
      texts.add(
          "%s test images have no known lesion and count as one each: intervals are too narrow if"
                  .formatted(basis.ungrouped())
              + " some show the same lesion.");
    }
  }

  private void fewClasses(WeightShares shares, List<String> texts) {
    if (shares.few() > 0 && shares.fewWeight() - shares.fewImages() >= NOTABLE) {
      texts.add(
          "Aggregation, round %s: clients with at most half of the classes (%s of %s) hold %s of the training images and have %s of the weight."
              .formatted(
                  shares.round(),
                  shares.few(),
                  metrics.clients().size(),
                  share(shares.fewImages()),
                  share(shares.fewWeight())));
    }
  }

  private void lacking(WeightShares shares, List<String> texts) {
    String classes =
        IntStream.range(0, shares.lacking().size())
            .filter(c -> shares.lacking().get(c).weight() >= MOST_WEIGHT)
            .mapToObj(
                c ->
                    "%s %s"
                        .formatted(
                            metrics.classes().get(c), share(shares.lacking().get(c).weight())))
            .collect(Collectors.joining(", "));
    if (!classes.isEmpty()) {
      texts.add(
          "Most of the weight of round %s is on clients without a training image of a class: %s."
              .formatted(shares.round(), classes));
    }
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
