package org.fedmas.images.header;

import org.fedmas.images.ImageSize;

/** The header of an image file. */
public sealed interface PictureHeader
    permits JpegHeader,
        PngHeader,
        BmpHeader,
        GifHeader,
        TiffHeader,
        WebpHeader,
        Jpeg2000Header,
        DicomHeader {

  ImageSize size();

  /** Returns whether values are grey of more than 8 bits, which a window can scale. */
  default boolean isMeasured() {
    return false;
  }

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
    // first among the others: its mark stands behind a free start, which may look like a TIFF
    if (DicomHeader.signs(file)) {
      return DicomHeader.of(file);
    }
    if (TiffHeader.signs(file)) {
      return TiffHeader.of(file);
    }
    if (BmpHeader.signs(file)) {
      return BmpHeader.of(file);
    }
    if (WebpHeader.signs(file)) {
      return WebpHeader.of(file);
    }
    if (GifHeader.signs(file)) {
      return GifHeader.of(file);
    }
    if (Jpeg2000Header.signs(file)) {
      return Jpeg2000Header.of(file);
    }
    throw new UnreadableBytes(
        "not a picture that is read: found %s, expected %s"
            .formatted(ForeignFormat.of(file), PictureFormat.titles()));
  }
}
