package org.fedmas.pipeline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.fedmas.results.report.TestScores;
import org.jspecify.annotations.Nullable;

/** The lines about a run whose clients trained alone: a summary, then the matrix of scores. */
final class ModelTable {

  /** The largest number of clients whose matrix is printed; the report and the file have it. */
  static final int MOST = 30;

  private static final int WIDEST = 12;

  private ModelTable() {}

  /** Returns the lines; none before the models are scored. */
  static List<String> of(RunMetrics metrics) {
    List<List<@Nullable Double>> matrix = metrics.matrix();
    List<@Nullable TestScores> union = metrics.union();
    RunMetrics.Personal personal = metrics.personal();
    if (matrix == null || union == null || personal == null) {
      return List.of();
    }
    List<@Nullable Double> all =
        union.stream().map(scores -> scores == null ? null : scores.balancedAccuracy()).toList();
    List<String> lines = new ArrayList<>();
    lines.add(
        "each client's own model, %s; test: mean balanced accuracy %s on own images, %s on all images%s"
            .formatted(
                personal.by() == Selection.LAST
                    ? "the last round"
                    : "round selected on its %s images".formatted(personal.by().word()),
                Console.score(personal.meanBalancedAccuracy()),
                Console.score(mean(all)),
                Console.caveats(metrics)));
    if (matrix.size() <= MOST) {
      lines.addAll(table(metrics.clients(), personal, matrix, all));
    }
    return lines;
  }

  private static List<String> table(
      List<RunMetrics.Client> clients,
      RunMetrics.Personal personal,
      List<List<@Nullable Double>> matrix,
      List<@Nullable Double> all) {
    List<String> names = clients.stream().map(client -> shortened(client.name())).toList();
    int width = Math.max(6, names.stream().mapToInt(String::length).max().orElse(0));
    List<String> lines = new ArrayList<>();
    lines.add(
        "balanced accuracy of the model of each client (row) on the test images of (column):");
    StringBuilder head = new StringBuilder(cell("", -width)).append(cell("round", 7));
    names.forEach(name -> head.append("  ").append(cell(name, width)));
    lines.add(head.append("  ").append(cell("all", width)).toString());
    for (int i = 0; i < names.size(); i++) {
      Integer round = personal.clients().get(i).round();
      StringBuilder line = new StringBuilder(cell(names.get(i), -width));
      line.append(cell(round == null ? "–" : round.toString(), 7));
      for (Double score : matrix.get(i)) {
        line.append("  ").append(cell(Console.score(score), width));
      }
      lines.add(line.append("  ").append(cell(Console.score(all.get(i)), width)).toString());
    }
    return lines;
  }

  private static String cell(String text, int width) {
    return String.format(Locale.ROOT, "%" + width + "s", text);
  }

  private static String shortened(String name) {
    return name.length() <= WIDEST ? name : name.substring(0, WIDEST - 1) + "…";
  }

  private static @Nullable Double mean(List<@Nullable Double> scores) {
    double[] known =
        IntStream.range(0, scores.size())
            .mapToObj(scores::get)
            .filter(Objects::nonNull)
            .mapToDouble(score -> score)
            .toArray();
    return known.length == 0 ? null : java.util.Arrays.stream(known).sum() / known.length;
  }
}
