package org.fedmas.results.folds;

import java.util.List;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.results.compare.CompareSettings;
import org.fedmas.results.compare.RunEntry;
import org.fedmas.results.table.TableDocument;

/** A comparison of methods over the folds of a data set. */
public final class FoldComparison {

  private FoldComparison() {}

  /**
   * Compares runs of several folds. Runs that differ in fold and seed alone are one row.
   *
   * @throws ConfigException without runs, for a run that is given twice, and for an unknown baseline
   */
  public static FoldComparison of(List<RunEntry> runs, CompareSettings settings) {
    throw new UnsupportedOperationException(runs + " " + settings);
  }

  /** Returns the table and the curves. */
  public TableDocument document() {
    throw new UnsupportedOperationException();
  }

  /** Returns the exit code: that of the first gap, if the table has any. */
  public ExitCode exitCode() {
    throw new UnsupportedOperationException();
  }

  /** Returns a sentence for each gap. */
  public List<String> problems() {
    throw new UnsupportedOperationException();
  }
}
