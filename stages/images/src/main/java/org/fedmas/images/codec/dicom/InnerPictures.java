package org.fedmas.images.codec.dicom;

import java.util.List;
import org.fedmas.images.ImageSize;
import org.fedmas.images.codec.Jpeg2000Pixels;
import org.fedmas.images.codec.JpegPixels;
import org.fedmas.images.codec.LosslessJpeg;
import org.fedmas.images.header.DicomHeader;
import org.fedmas.images.header.Jpeg2000Header;
import org.fedmas.images.header.JpegHeader;
import org.fedmas.images.header.UnreadableBytes;

/** JPEG and JPEG 2000 data within a DICOM file, as bytes that a file without compression holds. */
record InnerPictures(DicomHeader header) {

  byte[] jpeg(byte[] packed, List<String> warnings) throws UnreadableBytes {
    JpegHeader jpeg = JpegHeader.of(packed);
    check(jpeg.size(), jpeg.colours().components, 8);
    if (header.bitsAllocated() != 8) {
      throw new UnreadableBytes("DICOM with 8-bit JPEG data for 16-bit values is not supported");
    }
    return JpegPixels.components(packed, jpeg, warnings);
  }

  byte[] losslessJpeg(byte[] packed) throws UnreadableBytes {
    LosslessJpeg jpeg = LosslessJpeg.read(packed);
    check(jpeg.size(), jpeg.components(), jpeg.bits());
    return lowBytesFirst(jpeg.values());
  }

  byte[] jpeg2000(byte[] packed) throws UnreadableBytes {
    if (!Jpeg2000Header.signs(packed)) {
      throw new UnreadableBytes("damaged DICOM: its pixels are not JPEG 2000 data");
    }
    Jpeg2000Header jpeg = Jpeg2000Header.of(packed);
    check(jpeg.size(), jpeg.components(), jpeg.bits());
    int[] values = Jpeg2000Pixels.values(packed, jpeg);
    if (values.length != jpeg.size().pixels() * jpeg.components()) {
      throw new UnreadableBytes("DICOM with a palette inside JPEG 2000 data is not supported");
    }
    return lowBytesFirst(values);
  }

  private void check(ImageSize size, int components, int bits) throws UnreadableBytes {
    if (!size.equals(header.size())
        || components != header.colours().components
        || bits > header.bitsAllocated()) {
      throw new UnreadableBytes(
          "damaged DICOM: found %s of %s values of %s bits inside, expected %s of %s of at most %s"
              .formatted(
                  size,
                  components,
                  bits,
                  header.size(),
                  header.colours().components,
                  header.bitsAllocated()));
    }
  }

  private byte[] lowBytesFirst(int[] values) {
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
