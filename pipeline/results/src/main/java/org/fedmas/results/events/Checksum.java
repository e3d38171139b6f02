package org.fedmas.results.events;

import java.util.zip.CRC32C;

/** The checksum of records: CRC-32C, rotated and shifted so that nested checksums stay apart. */
final class Checksum {

  private static final int DELTA = 0xA282EAD8;

  private Checksum() {}

  /** Returns the plain checksum, CRC-32C. */
  static int plain(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return (int) crc.getValue();
  }

  /** Returns {@code ((crc >>> 15) | (crc << 17)) + 0xA282EAD8}. */
  static int masked(byte[] bytes) {
    return Integer.rotateRight(plain(bytes), 15) + DELTA;
  }
}
