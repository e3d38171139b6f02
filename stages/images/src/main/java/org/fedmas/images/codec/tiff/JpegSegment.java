package org.fedmas.images.codec.tiff;

import java.util.Arrays;
import java.util.List;
import org.fedmas.images.ImageSize;
import org.fedmas.images.codec.JpegPixels;
import org.fedmas.images.header.JpegColours;
import org.fedmas.images.header.JpegHeader;
import org.fedmas.images.header.TiffHeader;
import org.fedmas.images.header.TiffSamples;
import org.fedmas.images.header.UnreadableBytes;

/** A strip or tile that is a JPEG file, whose tables may stand in the directory. */
record JpegSegment(TiffHeader header, List<String> warnings) {

  private static final int MARKER = 2;

  /** Returns the components, [height, width, samples], of the segment's size. */
  byte[] values(byte[] packed, ImageSize size, int samples) throws UnreadableBytes {
    if (header.samples().bits() != 8) {
      throw new UnreadableBytes("TIFF with JPEG data of other than 8 bits is not supported");
    }
    byte[] file = withTables(packed);
    JpegHeader jpeg = JpegHeader.of(file);
    ImageSize found = jpeg.size();
    if (jpeg.colours().components != samples
        || !found.covers(size)
        || found.width() > header.segments().size().width()
        || found.height() > header.segments().size().height()) {
      throw new UnreadableBytes(
          "damaged TIFF: a JPEG strip or tile of %s holds %s and %s components"
              .formatted(size, found, jpeg.colours().components));
    }
    byte[] components = JpegPixels.components(file, jpeg, warnings);
    if (header.samples().colours() == TiffSamples.Colours.YCBCR && samples == 3) {
      components = JpegColours.toRgb(components, JpegHeader.Colours.YCBCR);
    }
    if (found.equals(size)) {
      return components;
    }
    byte[] part = new byte[(int) size.pixels() * samples];
    for (int y = 0; y < size.height(); y++) {
      System.arraycopy(
          components,
          y * found.width() * samples,
          part,
          y * size.width() * samples,
          size.width() * samples);
    }
    return part;
  }

  /** Returns the segment behind the shared tables, without the marks where they meet. */
  private byte[] withTables(byte[] packed) {
    byte[] tables = header.coding().jpegTables();
    if (tables.length < 2 * MARKER || packed.length < MARKER) {
      return packed;
    }
    int length = tables.length - MARKER;
    byte[] file = Arrays.copyOf(tables, length + packed.length - MARKER);
    System.arraycopy(packed, MARKER, file, length, packed.length - MARKER);
    return file;
  }
}
