package org.fedmas.results.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.fedmas.results.compare.Method;
import org.fedmas.results.compare.RunEntry;
import org.fedmas.results.detail.WeightShares;
import org.fedmas.results.page.TrainingWeights;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.TestScores;

/**
 * The aggregation weight on clients that lack a class, beside the recall of that class. Means over
 * the seeds of a row, in each run's selected round.
 *
 * @param baseline name of the row whose recall stands beside the others
 */
record ClassWeights(List<Method> rows, String baseline) {

  /** Returns the table; a sentence where no row measures anything per class. */
  String markdown() {
    List<Method> measured = rows.stream().filter(row -> shares(row).isPresent()).toList();
    if (measured.isEmpty()) {
      return "No row measures class priors.";
    }
    List<WeightShares.Lacking> lacking = shares(measured.get(0)).orElseThrow().lacking();
    List<Method> recalled = new ArrayList<>(measured);
    rows.stream()
        .filter(row -> row.name().equals(baseline) && !measured.contains(row))
        .filter(row -> row.runs().stream().anyMatch(run -> run.metrics().selected() != null))
        .forEach(row -> recalled.add(0, row));
    List<String> titles = new ArrayList<>(List.of("class", "clients without it", "their images"));
    measured.forEach(row -> titles.add("their weight, " + row.name()));
    recalled.forEach(row -> titles.add("recall, " + row.name()));
    PipeTable table = new PipeTable(titles);
    List<String> classes = measured.get(0).runs().get(0).metrics().classes();
    for (int c = 0; c < classes.size(); c++) {
      int label = c;
      Double images = lacking.get(c).images();
      List<String> cells =
          new ArrayList<>(
              List.of(
                  classes.get(c),
                  Integer.toString(lacking.get(c).clients()),
                  images == null ? "–" : number(images)));
      measured.forEach(row -> cells.add(mean(row, run -> weight(run.metrics(), label))));
      recalled.forEach(row -> cells.add(mean(row, run -> recall(run.metrics(), label))));
      table.row(cells);
    }
    return table.toString();
  }

  private static Optional<WeightShares> shares(Method row) {
    return row.runs().stream()
        .findFirst()
        .flatMap(run -> TrainingWeights.of(run.metrics()))
        .filter(shares -> !shares.lacking().isEmpty());
  }

  private static double weight(RunMetrics metrics, int label) {
    return TrainingWeights.of(metrics).orElseThrow().lacking().get(label).weight();
  }

  /** Returns NaN for a class without test images. */
  private static double recall(RunMetrics metrics, int label) {
    RunMetrics.Selected selected = Objects.requireNonNull(metrics.selected());
    TestScores test = selected.test();
    Double value = test == null ? null : test.recall().get(label);
    return value == null ? Double.NaN : value;
  }

  private static String mean(Method row, ToDoubleFunction<RunEntry.Scored> value) {
    double mean = row.runs().stream().mapToDouble(value).average().orElse(Double.NaN);
    return Double.isNaN(mean) ? "–" : number(mean);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
