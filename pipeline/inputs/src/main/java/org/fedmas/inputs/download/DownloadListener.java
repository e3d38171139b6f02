package org.fedmas.inputs.download;

/** A receiver of the progress of one download. */
@FunctionalInterface
public interface DownloadListener {

  /**
   * Reports the bytes received so far.
   *
   * @param written bytes received, those of earlier attempts included
   * @param total length of the file, negative if unknown
   */
  void at(long written, long total);
}
