package org.fedmas.results.publish;

import java.util.Collections;
import java.util.List;

/** A small Markdown table: words in the first column, numbers in the others. */
final class PipeTable {

  private final StringBuilder text = new StringBuilder();

  PipeTable(List<String> titles) {
    row(titles);
    text.append("|---|")
        .append(String.join("", Collections.nCopies(titles.size() - 1, "---:|")))
        .append('\n');
  }

  void row(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
