package org.fedmas.inputs.download;

/** Hears how far a download is; called from several threads. */
@FunctionalInterface
public interface DownloadListener {

  /**
   * So much is there.
   *
   * @param written bytes so far
   * @param total bytes in all, negative if unknown
   */
  void at(long written, long total);
}
