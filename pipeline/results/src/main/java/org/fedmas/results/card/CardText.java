package org.fedmas.results.card;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers, intervals and cells as a card shows them. */
final class CardText {

  static final String NONE = "–";

  private CardText() {}

  static String number(@Nullable Double value) {
    return value == null ? NONE : String.format(Locale.ROOT, "%.4f", value);
  }

  static String interval(@Nullable List<Double> ends) {
    return ends == null ? NONE : number(ends.get(0)) + " to " + number(ends.get(1));
  }

  /** Returns a number of images, or that it is too small to be shown. */
  static String cell(@Nullable Integer images, int minimum) {
    return images == null || images < minimum ? "< " + minimum : images.toString();
  }

  static String row(List<String> cells) {
    return "| "
        + String.join(" | ", cells.stream().map(cell -> cell.replace("|", "\\|")).toList())
        + " |\n";
  }

  static String head(List<String> names) {
    return row(names) + "|" + " --- |".repeat(names.size()) + "\n";
  }

  /** Returns a text in double quotes, valid in YAML and JSON. */
  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + "\"";
  }
}
