package org.fedmas.images.codec.dicom;

import java.io.ByteArrayOutputStream;
import org.fedmas.images.header.DicomHeader;
import org.fedmas.images.header.HeaderBytes;
import org.fedmas.images.header.PictureFormat;
import org.fedmas.images.header.UnreadableBytes;

/** The compressed pixels of a DICOM file: a table of offsets, and items that belong together. */
final class Fragments {

  private static final int GROUP = 0xFFFE;
  private static final int ITEM = 0xE000;
  private static final int END = 0xE0DD;
  private static final int HEAD = 8;

  private Fragments() {}

  /** Returns the bytes of all items but the table of offsets. */
  static byte[] joined(byte[] file, DicomHeader header) throws UnreadableBytes {
    HeaderBytes bytes = HeaderBytes.little(PictureFormat.DICOM, file);
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    long position = header.data().position();
    boolean table = true;
    while (true) {
      int element = bytes.u16(position + 2);
      if (bytes.u16(position) != GROUP || (element != ITEM && element != END)) {
        throw bytes.damaged("its pixels are not in fragments");
      }
      if (element == END) {
        return joined.toByteArray();
      }
      long length = bytes.u32(position + 4);
      bytes.require(position + HEAD, length);
      if (!table) {
        joined.write(file, (int) position + HEAD, (int) length);
      }
      table = false;
      position += HEAD + length;
    }
  }
}
