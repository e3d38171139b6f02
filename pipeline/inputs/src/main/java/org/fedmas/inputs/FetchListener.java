package org.fedmas.inputs;

/** A receiver of the progress of a fetch; called from several threads. */
public interface FetchListener {

  /** Announces the number of files to fetch and their approximate length together. */
  void starts(int files, long bytes);

  /**
   * Reports the progress of one source.
   *
   * @param done bytes processed in this step, those of earlier attempts included
   * @param total bytes to process in this step, negative if unknown
   */
  void at(DataSource source, FetchStep step, long done, long total);

  /** Prints a line. */
  void notice(String text);

  /** Ends the report. */
  void ends();
}
