package org.fedmas.results.folds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.results.compare.CompareSettings;
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

  private final List<Method> rows;
  private final Optional<FoldTable> table;

  private FoldComparison(List<Method> rows, Optional<FoldTable> table) {
    this.rows = rows;
    this.table = table;
  }

  /**
   * Compares runs of several folds. Runs that differ in fold and seed alone are one row.
   *
   * @throws ConfigException without runs, for a run that is given twice, and for an unknown
   *     baseline
   */
  public static FoldComparison of(List<RunEntry> runs, CompareSettings settings) {
    List<Method> given = Grouping.BY_FOLD_AND_SEED.rows(runs);
    Method first = Method.baseline(given, settings.baseline());
    if (given.stream().allMatch(row -> row.runs().isEmpty())) {
      return new FoldComparison(given, Optional.empty());
    }
    FoldImages images = FoldImages.of(first, given);
    List<Method> rows = Grouping.BY_FOLD_AND_SEED.rows(runs.stream().map(images::checked).toList());
    Method baseline = Method.baseline(rows, first.name());
    return new FoldComparison(
        rows,
        Optional.of(
            new FoldTable(
                settings,
                rows,
                baseline,
                images,
                FoldEvidence.of(rows, baseline, images, settings))));
  }

  /** Returns the table and the curves. */
  public TableDocument document() {
    if (table.isEmpty()) {
      return Method.unscored("Folds", rows);
    }
    List<CurveChart> charts = new ArrayList<>(List.of(table.get().chart()));
    charts.addAll(RoundCurves.of(rows, "folds and seeds"));
    return new TableDocument(
        "%s over folds".formatted(ScoreNames.count(rows.size(), "method")),
        table.get().table(),
        charts);
  }

  /** Returns the exit code: that of the first gap, if the table has any. */
  public ExitCode exitCode() {
    return Method.exitCode(rows);
  }

  /** Returns a sentence for each gap. */
  public List<String> problems() {
    return Method.problems(rows);
  }
}
