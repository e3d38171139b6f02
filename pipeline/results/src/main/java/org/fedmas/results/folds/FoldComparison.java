package org.fedmas.results.folds;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.results.compare.CompareSettings;
import org.fedmas.results.compare.ComparedRuns;
import org.fedmas.results.compare.Grouping;
import org.fedmas.results.compare.Method;
import org.fedmas.results.compare.RoundCurves;
import org.fedmas.results.compare.RunEntry;
import org.fedmas.results.compare.ScoreNames;
import org.fedmas.results.table.CurveChart;
import org.fedmas.results.table.TableDocument;

/**
 * A comparison of methods over the folds of a data set. Within a fold all methods have to share
 * their test images; runs that do not, and those without results, are gaps of the table.
 */
public final class FoldComparison {

  private FoldComparison() {}

  /**
   * Compares runs of several folds. Runs that differ in fold and seed alone are one row.
   *
   * @throws ConfigException without runs, for a run that is given twice, and for an unknown
   *     baseline
   */
  public static ComparedRuns of(List<RunEntry> runs, CompareSettings settings) {
    List<Method> given = Grouping.BY_FOLD_AND_SEED.rows(runs);
    Method first = Method.baseline(given, settings.baseline());
    if (given.stream().allMatch(row -> row.runs().isEmpty())) {
      return new ComparedRuns(given, Method.unscored("Folds", given));
    }
    FoldImages images = FoldImages.of(first, given);
    List<Method> rows = Grouping.BY_FOLD_AND_SEED.rows(runs.stream().map(images::checked).toList());
    Method baseline = Method.baseline(rows, first.name());
    FoldEvidence evidence = FoldEvidence.of(rows, baseline, images, settings);
    FoldTable table = new FoldTable(settings, rows, baseline, images, evidence);
    List<CurveChart> charts = new ArrayList<>(List.of(table.chart()));
    charts.addAll(RoundCurves.of(rows, "folds and seeds"));
    return new ComparedRuns(
        rows,
        new TableDocument(
            "%s over folds".formatted(ScoreNames.count(rows.size(), "method")),
            table.table(),
            charts));
  }
}
