package org.fedmas.results.compare;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.results.metric.Score;
import org.fedmas.results.statistic.SeededResamples;
import org.fedmas.results.statistic.SeededSwaps;
import org.jspecify.annotations.Nullable;

/**
 * The choices behind a table.
 *
 * @param baseline row or run that all others are compared with; null for the first row
 * @param score the primary score: the one that rows are compared by
 * @param resamples number of resamples behind an interval
 * @param swaps number of swaps behind a p-value
 */
public record CompareSettings(@Nullable String baseline, Score score, int resamples, int swaps) {

  /** The scores of a table, the usual primary one first. */
  static final List<Score> SCORES =
      List.of(
          Score.BALANCED_ACCURACY,
          Score.ACCURACY,
          Score.MACRO_F1_PRESENT,
          Score.MACRO_AUROC,
          Score.MATTHEWS,
          Score.BRIER,
          Score.NLL);

  /** Returns the usual choices: balanced accuracy, compared with the first row. */
  public static CompareSettings usual() {
    return new CompareSettings(
        null, Score.BALANCED_ACCURACY, SeededResamples.USUAL, SeededSwaps.USUAL);
  }

  /** Returns a copy with another baseline: the name of a row, or of a run in it. */
  public CompareSettings withBaseline(String name) {
    return new CompareSettings(name, score, resamples, swaps);
  }

  /**
   * Returns a copy with another primary score.
   *
   * @throws ConfigException if no score has this id
   */
  public CompareSettings withScore(String id) {
    Score named =
        SCORES.stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new ConfigException(
                        "score %s: expected one of %s"
                            .formatted(
                                id,
                                SCORES.stream().map(Score::id).collect(Collectors.joining(", ")))));
    return new CompareSettings(baseline, named, resamples, swaps);
  }

  /** Returns all scores of a table, the primary one first. */
  public List<Score> scores() {
    return Stream.concat(
            Stream.of(score), SCORES.stream().filter(one -> !one.id().equals(score.id())))
        .toList();
  }
}
