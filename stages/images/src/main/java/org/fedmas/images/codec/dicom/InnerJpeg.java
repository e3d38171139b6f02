package org.fedmas.images.codec.dicom;

import java.util.List;
import org.fedmas.images.codec.JpegPixels;
import org.fedmas.images.header.DicomHeader;
import org.fedmas.images.header.JpegHeader;
import org.fedmas.images.header.UnreadableBytes;

/** JPEG data of 8 bits within DICOM files. */
final class InnerJpeg {

  private InnerJpeg() {}

  static byte[] plain(byte[] packed, DicomHeader header, List<String> warnings)
      throws UnreadableBytes {
    JpegHeader jpeg = JpegHeader.of(packed);
    if (!jpeg.size().equals(header.size())
        || jpeg.colours().components != header.colours().components
        || header.bitsAllocated() != 8) {
      throw new UnreadableBytes("damaged DICOM: its JPEG data has another size than it states");
    }
    return JpegPixels.components(packed, jpeg, warnings);
  }
}
