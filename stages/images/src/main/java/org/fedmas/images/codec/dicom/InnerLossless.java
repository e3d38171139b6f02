package org.fedmas.images.codec.dicom;

import org.fedmas.images.codec.LosslessJpeg;
import org.fedmas.images.header.DicomHeader;
import org.fedmas.images.header.UnreadableBytes;

/** Lossless JPEG data within DICOM files. */
final class InnerLossless {

  private InnerLossless() {}

  static byte[] plain(byte[] packed, DicomHeader header) throws UnreadableBytes {
    LosslessJpeg jpeg = LosslessJpeg.read(packed);
    if (!jpeg.size().equals(header.size())
        || jpeg.components() != header.colours().components
        || jpeg.bits() > header.bitsAllocated()) {
      throw new UnreadableBytes("damaged DICOM: its JPEG data has another size than it states");
    }
    return LowBytesFirst.of(jpeg.values(), header);
  }
}
