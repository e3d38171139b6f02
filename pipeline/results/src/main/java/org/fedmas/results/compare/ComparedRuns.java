package org.fedmas.results.compare;

import java.util.List;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.results.table.TableDocument;

/**
 * Runs that were compared. Runs that cannot be compared are gaps of the table.
 *
 * @param rows the methods, with their gaps
 * @param document the table and the curves
 */
public record ComparedRuns(List<Method> rows, TableDocument document) {

  public ComparedRuns {
    rows = List.copyOf(rows);
  }

  /** Returns the exit code: that of the first gap, if the table has any. */
  public ExitCode exitCode() {
    return Method.exitCode(rows);
  }

  /** Returns a sentence for each gap. */
  public List<String> problems() {
    return Method.problems(rows);
  }
}
