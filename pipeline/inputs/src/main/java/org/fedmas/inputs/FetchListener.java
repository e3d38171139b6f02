package org.fedmas.inputs;

/** Hears what a fetch does; called from several threads. */
public interface FetchListener {

  /**
   * What is to come.
   *
   * @param bytes about how many, of all files together
   */
  void starts(int files, long bytes);

  /**
   * How far one source is.
   *
   * @param step what is being done with it
   * @param done bytes so far, those of earlier attempts included
   * @param total bytes in all, negative if unknown
   */
  void at(DataSource source, FetchStep step, long done, long total);

  /** Something worth a line. */
  void notice(String text);

  /** No more of it. */
  void ends();
}
