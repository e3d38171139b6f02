package org.fedmas.pipeline.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.fedmas.results.report.TestScores;
import org.fedmas.results.score.ClassCoverage;
import org.fedmas.results.score.RunResults;
import org.jspecify.annotations.Nullable;

/** The console: results go to standard output, all other text to standard error. */
@SuppressWarnings("SystemOut") // this is where the project prints
final class Console {

  private Console() {}

  static void out(String text) {
    System.out.println(text);
  }

  static void error(String text) {
    System.err.println("error: " + text);
  }

  static PrintStream log() {
    return System.err;
  }

  static void results(RunFolder place, RunMetrics metrics) {
    RunMetrics.Selected selected = metrics.selected();
    if (selected != null && selected.test() != null) {
      TestScores test = selected.test();
      out(
          "round %s, %s; test: balanced accuracy %s%s, accuracy %s, macro F1 %s, macro AUROC %s%s%s"
              .formatted(
                  selected.round(),
                  selected.by() == Selection.LAST
                      ? "the last round"
                      : "selected on %s images".formatted(selected.by().word()),
                  score(test.balancedAccuracy()),
                  test.classes() == null
                      ? ""
                      : " over " + ClassCoverage.of(test.classes(), metrics.classes().size()),
                  score(test.accuracy()),
                  score(test.macroF1()),
                  score(test.macroAuroc()),
                  last(metrics),
                  caveats(metrics)));
    }
    if (metrics.matrix() != null) {
      ModelTable.of(metrics).forEach(Console::out);
    }
    out("report: " + place.where(RunResults.REPORT));
  }

  private static String last(RunMetrics metrics) {
    RunMetrics.LastRound last = metrics.last();
    RunMetrics.Selected selected = metrics.selected();
    return last == null || selected == null || last.round() == selected.round()
        ? ""
        : "; last round %s: balanced accuracy %s"
            .formatted(last.round(), score(last.test().balancedAccuracy()));
  }

  static String caveats(RunMetrics metrics) {
    return metrics.caveats().isEmpty()
        ? ""
        : metrics.caveats().stream()
            .map(caveat -> caveat.kind().words())
            .collect(Collectors.joining(", ", " (", ")"));
  }

  static String score(@Nullable Double value) {
    return value == null ? "–" : String.format(Locale.ROOT, "%.4f", value);
  }
}
