package org.fedmas.images.header;

import java.util.Locale;
import org.fedmas.images.ImageSize;

/** The header of an image file. */
public sealed interface PictureHeader permits JpegHeader, PngHeader {

  ImageSize size();

  /** Recognises the format by its signature; the file's name does not matter. */
  static PictureHeader of(byte[] file) throws UnreadableBytes {
    if (file.length == 0) {
      throw new UnreadableBytes("the file is empty");
    }
    if (JpegHeader.signs(file)) {
      return JpegHeader.of(file);
    }
    if (PngHeader.signs(file)) {
      return PngHeader.of(file);
    }
    StringBuilder start = new StringBuilder();
    for (int i = 0; i < Math.min(4, file.length); i++) {
      start.append(String.format(Locale.ROOT, " %02x", file[i] & 0xFF));
    }
    throw new UnreadableBytes("neither JPEG nor PNG, its first bytes are" + start);
  }
}
