package org.fedmas.inputs.archive;

/**
 * Limits beyond which an archive counts as an attack.
 *
 * @param entries number of files
 * @param fileBytes unpacked size of one file
 * @param totalBytes unpacked size of all files
 * @param ratio unpacked size of a file divided by its packed size
 */
public record ArchiveLimits(int entries, long fileBytes, long totalBytes, int ratio) {

  /** Smallest size to which the ratio applies: small files of one colour compress very well. */
  static final long SMALL = 1 << 20;
}
