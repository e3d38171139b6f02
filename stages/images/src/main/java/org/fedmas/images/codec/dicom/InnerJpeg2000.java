package org.fedmas.images.codec.dicom;

import org.fedmas.images.codec.Jpeg2000Pixels;
import org.fedmas.images.header.DicomHeader;
import org.fedmas.images.header.Jpeg2000Header;
import org.fedmas.images.header.UnreadableBytes;

/** JPEG 2000 data within DICOM files. */
final class InnerJpeg2000 {

  private InnerJpeg2000() {}

  static byte[] plain(byte[] packed, DicomHeader header) throws UnreadableBytes {
    if (!Jpeg2000Header.signs(packed)) {
      throw new UnreadableBytes("damaged DICOM: its pixels are not JPEG 2000 data");
    }
    Jpeg2000Header jpeg = Jpeg2000Header.of(packed);
    if (!jpeg.size().equals(header.size())
        || jpeg.components() != header.colours().components
        || jpeg.bits() > header.bitsAllocated()) {
      throw new UnreadableBytes(
          "damaged DICOM: its JPEG 2000 data has another size than it states");
    }
    return LowBytesFirst.of(Jpeg2000Pixels.values(packed, jpeg), header);
  }
}
