package org.fedmas.results.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.Round;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.record.RunUnits;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.table.Cell;
import org.fedmas.results.table.Column;
import org.fedmas.results.table.Table;

/** The columns that name the models of a row: runs, selected rounds and content digests. */
public final class ModelSection {

  private ModelSection() {}

  /** Returns the section. */
  public static Table.Section section() {
    return new Table.Section(
        "Selected models",
        List.of(
            new Column("rounds", "round", Column.Kind.TEXT),
            new Column("models", "content digest", Column.Kind.TEXT),
            new Column("run_names", "runs", Column.Kind.TEXT)));
  }

  /** Adds the models of a row to its cells. */
  public static void fill(Method row, Map<String, Cell> cells) {
    List<String> rounds = new ArrayList<>();
    List<String> digests = new ArrayList<>();
    for (RunEntry.Scored run : row.runs()) {
      RunMetrics.Selected selected = run.metrics().selected();
      if (selected != null) {
        rounds.add(Integer.toString(selected.round()));
        digest(run.record(), new Round(selected.round())).ifPresent(digests::add);
      }
    }
    if (!rounds.isEmpty()) {
      cells.put("rounds", new Cell.Names(rounds));
    }
    if (!digests.isEmpty()) {
      cells.put("models", new Cell.Digests(digests));
    }
    cells.put("run_names", new Cell.Names(row.runs().stream().map(RunEntry.Scored::name).toList()));
  }

  private static Optional<String> digest(RunRecord record, Round round) {
    String unit = RunUnits.globalModel(round).toString();
    return record.units().stream()
        .filter(one -> one.unit().equals(unit))
        .map(RunRecord.Unit::content)
        .findFirst();
  }
}
