package org.fedmas.images.codec.dicom;

import java.nio.ByteOrder;
import org.fedmas.images.codec.PackedRuns;
import org.fedmas.images.header.DicomHeader;
import org.fedmas.images.header.HeaderBytes;
import org.fedmas.images.header.PictureFormat;
import org.fedmas.images.header.UnreadableBytes;

/** DICOM's run-length coding: a segment for each byte of each value, the highest byte first. */
final class RunSegments {

  private static final int HEADER = 64;

  private RunSegments() {}

  /** Returns plain pixels, value by value, the lowest byte first. */
  static byte[] plain(byte[] packed, DicomHeader header) throws UnreadableBytes {
    HeaderBytes bytes =
        new HeaderBytes(PictureFormat.DICOM.title(), packed, ByteOrder.LITTLE_ENDIAN);
    int perValue = header.bitsAllocated() / 8;
    int segments = header.colours().components * perValue;
    if (bytes.u32(0) != segments) {
      throw bytes.damaged("its runs are in %s segments, not %s".formatted(bytes.u32(0), segments));
    }
    int count = (int) header.size().pixels();
    byte[] plain = new byte[count * segments];
    for (int segment = 0; segment < segments; segment++) {
      long from = bytes.u32(4 + 4L * segment);
      long to = segment + 1 < segments ? bytes.u32(8 + 4L * segment) : packed.length;
      if (from < HEADER || to < from) {
        throw bytes.damaged("its segments of runs overlap");
      }
      bytes.require(from, to - from);
      byte[] one = PackedRuns.bytes(packed, (int) from, (int) to, count);
      if (one.length < count) {
        throw bytes.damaged("its runs end before the last pixel");
      }
      int place = segment / perValue * perValue + perValue - 1 - segment % perValue;
      for (int i = 0; i < count; i++) {
        plain[i * segments + place] = one[i];
      }
    }
    return plain;
  }
}
