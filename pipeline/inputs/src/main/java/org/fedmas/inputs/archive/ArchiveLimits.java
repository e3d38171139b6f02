package org.fedmas.inputs.archive;

/**
 * What an archive may contain before it is taken for an attack.
 *
 * @param entries files
 * @param fileBytes unpacked size of one file
 * @param totalBytes unpacked size of all files
 * @param ratio how many times larger than its packed form a file may be
 */
public record ArchiveLimits(int entries, long fileBytes, long totalBytes, int ratio) {

  /** Below this size the ratio says nothing: short files of one colour pack very well. */
  static final long SMALL = 1 << 20;
}
