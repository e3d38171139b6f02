package org.fedmas.pipeline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fedmas.results.probe.DivergenceTable;
import org.fedmas.results.probe.ProbeResult;
import org.fedmas.results.probe.ProbeScore;
import org.jspecify.annotations.Nullable;

/** A probe of features as lines of text. */
final class ProbeText {

  private static final String ABSENT = "–";

  private final ProbeResult result;
  private final List<String> lines = new ArrayList<>();

  private ProbeText(ProbeResult result) {
    this.result = result;
  }

  static List<String> of(ProbeResult result) {
    ProbeText text = new ProbeText(result);
    text.scores();
    text.table("divergence of two images of a class", result.spread());
    DivergenceTable prior = result.prior();
    if (prior != null) {
      text.table("class prior of round 1", prior);
    }
    return text.lines;
  }

  private void scores() {
    lines.add(
        "%s: %s features; %s training images as bank, scored on %s validation images"
            .formatted(result.network(), result.dimension(), result.bank(), result.scored()));
    lines.add(row("", "balanced accuracy", "accuracy"));
    for (ProbeResult.Neighbours one : result.neighbours()) {
      lines.add(score("k-NN, k = " + one.k(), one.score()));
    }
    for (ProbeResult.Linear one : result.linear()) {
      String chosen = one.equals(result.chosen()) ? ", chosen" : "";
      lines.add(score("linear, λ = " + plain(one.lambda()) + chosen, one.score()));
    }
  }

  private void table(String title, DivergenceTable table) {
    Double mean = table.meanSpearman();
    lines.add("");
    lines.add(
        "%s, per client; mean Spearman between clients %s"
            .formatted(title, mean == null ? ABSENT : number(mean)));
    int width = result.clients().stream().mapToInt(String::length).max().orElse(0);
    lines.add(cells("", width, result.classes()));
    for (int client = 0; client < table.values().size(); client++) {
      List<@Nullable Double> row = table.values().get(client);
      List<String> texts = new ArrayList<>();
      for (int label = 0; label < result.classes().size(); label++) {
        Double value = label < row.size() ? row.get(label) : null;
        texts.add(value == null ? ABSENT : number(value));
      }
      lines.add(cells(result.clients().get(client), width, texts));
    }
    for (DivergenceTable.Pair pair : table.pairs()) {
      Double spearman = pair.spearman();
      if (spearman != null) {
        lines.add(
            "  %s and %s: %s over %s classes"
                .formatted(
                    result.clients().get(pair.first()),
                    result.clients().get(pair.second()),
                    number(spearman),
                    pair.classes()));
      }
    }
  }

  private String cells(String name, int width, List<String> texts) {
    StringBuilder line = new StringBuilder(name + " ".repeat(Math.max(0, width - name.length())));
    for (int label = 0; label < texts.size(); label++) {
      int column = Math.max(6, result.classes().get(label).length());
      line.append("  ")
          .append(" ".repeat(Math.max(0, column - texts.get(label).length())))
          .append(texts.get(label));
    }
    return line.toString();
  }

  private static String score(String name, ProbeScore score) {
    return row(name, number(score.balancedAccuracy()), number(score.accuracy()));
  }

  private static String row(String name, String balanced, String plain) {
    return String.format(Locale.ROOT, "%-28s %18s %9s", name, balanced, plain);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String plain(double lambda) {
    return String.format(Locale.ROOT, "%.0e", lambda);
  }
}
