package org.fedmas.results.publish;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.fedmas.results.compare.Method;
import org.fedmas.results.compare.RunEntry;
import org.fedmas.results.record.Processors;

/** The time by the clock that each row of a table took, and the machines, from the run records. */
record RunCosts(List<Method> rows) {

  private static final double HOUR = 3600;

  String markdown() {
    PipeTable table = new PipeTable(List.of("configuration", "runs", "rounds", "hours"));
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
              hours(own)));
    }
    return """
    %s
    %s runs, %s hours by the clock, on %s. The first run of a table also prepares images and \
    features for the others."""
        .formatted(table, runs, hours(seconds), String.join("; ", processors));
  }

  private static String hours(double seconds) {
    return String.format(Locale.ROOT, "%.2f", seconds / HOUR);
  }
}
