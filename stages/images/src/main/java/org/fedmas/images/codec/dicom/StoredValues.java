package org.fedmas.images.codec.dicom;

import org.fedmas.images.header.DicomHeader;

/** Grey values as DICOM files store them, in some bits of 8 or 16. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredValues(byte[] plain, DicomHeader header) {

  /** Returns the used bits of a pixel's value as a number, with its sign if there is one. */
  int value(int pixel) {
    int all =
        header.bitsAllocated() == 8
            ? plain[pixel] & 0xFF
            : plain[2 * pixel] & 0xFF | (plain[2 * pixel + 1] & 0xFF) << 8;
    int bits = header.bitsStored();
    int value = all >> header.highBit() + 1 - bits & (1 << bits) - 1;
    boolean negative = header.signed() && (value >> bits - 1 & 1) == 1;
    return negative ? value - (1 << bits) : value;
  }
}
