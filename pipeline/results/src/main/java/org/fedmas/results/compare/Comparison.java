package org.fedmas.results.compare;

import java.util.List;
import java.util.Optional;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.results.table.TableDocument;

/**
 * A comparison of configurations on one set of test images. Runs that do not share the images of
 * the baseline, and those without results, are gaps of the table.
 */
public final class Comparison {

  private final List<Method> rows;
  private final Optional<ComparisonTable> table;

  private Comparison(List<Method> rows, Optional<ComparisonTable> table) {
    this.rows = rows;
    this.table = table;
  }

  /**
   * Compares runs of one fold. Runs that differ in the seed alone are one row.
   *
   * @throws ConfigException without runs, for a run that is given twice, and for an unknown
   *     baseline
   */
  public static Comparison of(List<RunEntry> runs, CompareSettings settings) {
    List<Method> given = Grouping.BY_SEED.rows(runs);
    Method first = Method.baseline(given, settings.baseline());
    Optional<SharedImages> images = reference(first, given).map(SharedImages::of);
    if (images.isEmpty()) {
      return new Comparison(given, Optional.empty());
    }
    List<Method> rows =
        Grouping.BY_SEED.rows(runs.stream().map(run -> checked(run, images.get())).toList());
    Method baseline = Method.baseline(rows, first.name());
    return new Comparison(
        rows,
        Optional.of(
            new ComparisonTable(
                settings,
                rows,
                baseline,
                images.get(),
                ComparisonEvidence.of(rows, baseline, images.get(), settings))));
  }

  private static Optional<RunEntry.Scored> reference(Method baseline, List<Method> rows) {
    return baseline.runs().stream()
        .findFirst()
        .or(() -> rows.stream().flatMap(row -> row.runs().stream()).findFirst());
  }

  private static RunEntry checked(RunEntry entry, SharedImages images) {
    if (entry instanceof RunEntry.Scored scored) {
      Optional<String> difference = images.difference(scored);
      if (difference.isPresent()) {
        return new RunEntry.Gap(
            scored.name(), scored.method(), scored.record(), ExitCode.USAGE, difference.get());
      }
    }
    return entry;
  }

  /** Returns the table and the curves. */
  public TableDocument document() {
    return table.isEmpty()
        ? Method.unscored("Comparison", rows)
        : new TableDocument(
            "Comparison of " + ScoreNames.count(rows.size(), "configuration"),
            table.get().table(),
            RoundCurves.of(rows, "seeds"));
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
