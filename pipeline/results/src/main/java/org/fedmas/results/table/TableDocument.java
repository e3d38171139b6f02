package org.fedmas.results.table;

import java.util.List;

/**
 * A table and the charts that its HTML page shows with it.
 *
 * @param title one line
 * @param charts shown by {@link TableFormat#HTML} alone
 */
public record TableDocument(String title, Table table, List<CurveChart> charts) {

  public TableDocument {
    charts = List.copyOf(charts);
  }

  /** Returns a copy under another title. */
  public TableDocument withTitle(String other) {
    return new TableDocument(other, table, charts);
  }
}
