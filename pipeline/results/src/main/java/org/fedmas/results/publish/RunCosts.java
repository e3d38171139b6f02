package org.fedmas.results.publish;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fedmas.results.compare.Method;
import org.fedmas.results.compare.RunEntry;
import org.fedmas.results.record.Processors;

/**
 * The time by the clock that each row of a table took, the element type of its convolutions, and
 * the machines, from the run records.
 */
record RunCosts(List<Method> rows) {

  private static final double HOUR = 3600;

  private static final String PRECISION = "engine.precision";

  /** The precision of runs from before there was a choice. */
  private static final String ONLY_PRECISION = "float32";

  String markdown() {
    PipeTable table =
        new PipeTable(List.of("configuration", "runs", "rounds", "precision", "hours"));
    TreeSet<String> processors = new TreeSet<>();
    int runs = 0;
    double seconds = 0;
    for (Method row : rows) {
      if (row.runs().isEmpty()) {
        continue;
      }
      double own = 0;
      int rounds = 0;
      for (RunEntry.Scored run : row.runs()) {
        own += run.record().seconds();
        rounds = Math.max(rounds, run.metrics().rounds().size());
        processors.addAll(Processors.in(run.record().environment()).names());
      }
      runs += row.runs().size();
      seconds += own;
      table.row(
          List.of(
              row.name(),
              Integer.toString(row.runs().size()),
              Integer.toString(rounds),
              precisions(row),
              hours(own)));
    }
    if (runs == 0) {
      return "No run is complete.";
    }
    return """
    %s
    Together %s hours by the clock for %s, on %s. The first run of a table also prepares images and \
    features for the others."""
        .formatted(
            table,
            hours(seconds),
            runs == 1 ? "1 run" : runs + " runs",
            String.join("; ", processors));
  }

  private static String precisions(Method row) {
    return row.runs().stream()
        .map(run -> run.record().config().path(PRECISION).asText(ONLY_PRECISION))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String hours(double seconds) {
    return String.format(Locale.ROOT, "%.2f", seconds / HOUR);
  }
}
