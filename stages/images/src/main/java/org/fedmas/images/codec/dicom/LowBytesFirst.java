package org.fedmas.images.codec.dicom;

import org.fedmas.images.header.DicomHeader;

/** Decoded values as a file without compression would hold them. */
final class LowBytesFirst {

  private LowBytesFirst() {}

  /** Returns the bytes of values, which use the lowest bits. */
  static byte[] of(int[] values, DicomHeader header) {
    int bytes = header.bitsAllocated() / 8;
    int shift = header.highBit() + 1 - header.bitsStored();
    byte[] plain = new byte[values.length * bytes];
    for (int i = 0; i < values.length; i++) {
      int value = values[i] << shift;
      plain[i * bytes] = (byte) value;
      if (bytes == 2) {
        plain[2 * i + 1] = (byte) (value >> 8);
      }
    }
    return plain;
  }
}
