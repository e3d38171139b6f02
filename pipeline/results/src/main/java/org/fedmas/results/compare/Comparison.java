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

  private Comparison() {}

  /**
   * Compares runs of one fold. Runs that differ in the seed alone are one row.
   *
   * @throws ConfigException without runs, for a run that is given twice, and for an unknown
   *     baseline
   */
  public static ComparedRuns of(List<RunEntry> runs, CompareSettings settings) {
    List<Method> given = Grouping.BY_SEED.rows(runs);
    Method first = Method.baseline(given, settings.baseline());
    Optional<SharedImages> images = reference(first, given).map(SharedImages::of);
    if (images.isEmpty()) {
      return new ComparedRuns(given, Method.unscored("Comparison", given));
    }
    List<Method> rows =
        Grouping.BY_SEED.rows(runs.stream().map(run -> checked(run, images.get())).toList());
    Method baseline = Method.baseline(rows, first.name());
    ComparisonEvidence evidence = ComparisonEvidence.of(rows, baseline, images.get(), settings);
    return new ComparedRuns(
        rows,
        new TableDocument(
            "Comparison of " + ScoreNames.count(rows.size(), "configuration"),
            new ComparisonTable(settings, rows, baseline, images.get(), evidence).table(),
            RoundCurves.of(rows, "seeds")));
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
}
