package org.fedmas.results.compare;

import java.util.Locale;
import java.util.Map;
import org.fedmas.results.metric.Score;

/** The names of scores for readers. */
public final class ScoreNames {

  private static final Map<String, String> NAMES =
      Map.of(
          Score.MACRO_F1_PRESENT.id(), "macro F1",
          Score.MACRO_AUROC.id(), "macro AUROC",
          Score.MATTHEWS.id(), "MCC",
          Score.BRIER.id(), "Brier score",
          Score.NLL.id(), "NLL",
          Score.ECE_EQUAL_MASS.id(), "ECE");

  private ScoreNames() {}

  /** Returns the name of a score. */
  public static String of(Score score) {
    return NAMES.getOrDefault(score.id(), score.id().replace('_', ' '));
  }

  /** Returns the sentence on the direction of a score; empty for those that grow with quality. */
  public static String direction(Score score) {
    return score.id().equals(Score.BRIER.id()) || score.id().equals(Score.NLL.id())
        ? " (lower is better)"
        : "";
  }

  /** Returns a number of things with separators, such as {@code 4,650}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Returns a number of things with its noun, such as {@code 1 run} and {@code 2 runs}. */
  public static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }
}
