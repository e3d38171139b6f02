package org.fedmas.images.header;

import org.fedmas.images.ImageSize;

/**
 * The description of a DICOM file's picture. No text of the file is kept but what describes pixels.
 *
 * @param size width and height
 * @param syntax the coding of the pixels
 * @param colours what the values of a pixel mean
 * @param bitsAllocated bits that a value takes in the file, 8 or 16
 * @param bitsStored bits of them that are used
 * @param highBit the highest used bit
 * @param signed whether values have a sign
 * @param planar whether all red values come first, then green, then blue
 * @param grey the meaning of grey values
 * @param palette the colours of a palette; else empty
 * @param data the pixels
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DicomHeader(
    ImageSize size,
    DicomSyntax syntax,
    Colours colours,
    int bitsAllocated,
    int bitsStored,
    int highBit,
    boolean signed,
    boolean planar,
    DicomGrey grey,
    DicomPalette palette,
    Data data)
    implements PictureHeader {

  /** The meaning of a pixel's values. */
  public enum Colours {
    BLACK_IS_LOW("MONOCHROME2", 1),
    WHITE_IS_LOW("MONOCHROME1", 1),
    PALETTE("PALETTE COLOR", 1),
    RGB("RGB", 3),
    YCBCR("YBR_FULL", 3),
    YCBCR_422("YBR_FULL_422", 3),
    REVERSIBLE("YBR_RCT", 3),
    IRREVERSIBLE("YBR_ICT", 3);

    final String name;
    public final int components;

    Colours(String name, int components) {
      this.name = name;
      this.components = components;
    }

    private static Colours of(HeaderBytes bytes, String name) throws UnreadableBytes {
      for (Colours colours : values()) {
        if (colours.name.equals(name)) {
          return colours;
        }
      }
      throw bytes.unsupported("this photometric interpretation");
    }
  }

  /**
   * The place of the pixels.
   *
   * @param position in the file
   * @param length in bytes, negative if compressed pixels lie in fragments
   */
  public record Data(long position, long length) {}

  private static final int SAMPLES = 0x00280002;
  private static final int PHOTOMETRIC = 0x00280004;
  private static final int PLANAR = 0x00280006;
  private static final int FRAMES = 0x00280008;
  private static final int ROWS = 0x00280010;
  private static final int COLUMNS = 0x00280011;
  private static final int ALLOCATED = 0x00280100;
  private static final int STORED = 0x00280101;
  private static final int HIGH_BIT = 0x00280102;
  private static final int SIGNED = 0x00280103;

  @Override
  public boolean isMeasured() {
    return bitsStored > 8 && colours.components == 1 && colours != Colours.PALETTE;
  }

  /** Returns whether a file carries DICOM's mark, be its header readable or not. */
  public static boolean signs(byte[] file) {
    return DicomElements.signs(file);
  }

  static DicomHeader of(byte[] file) throws UnreadableBytes {
    DicomElements elements = DicomElements.read(file);
    HeaderBytes bytes = elements.bytes();
    String frames = elements.text(FRAMES);
    if (!frames.isEmpty() && !frames.matches("0*1")) {
      throw bytes.unsupported("several frames");
    }
    ImageSize size = new ImageSize(elements.number(COLUMNS), elements.number(ROWS));
    if (size.width() < 1 || size.height() < 1) {
      throw bytes.damaged("the header states a size of " + size);
    }
    DicomSyntax syntax = DicomSyntax.of(elements.text(DicomElements.TRANSFER_SYNTAX));
    Colours colours = Colours.of(bytes, elements.text(PHOTOMETRIC));
    int samples = elements.number(SAMPLES);
    int allocated = elements.number(ALLOCATED);
    int stored = elements.has(STORED) ? elements.number(STORED) : allocated;
    int highBit = elements.has(HIGH_BIT) ? elements.number(HIGH_BIT) : stored - 1;
    if (samples != colours.components) {
      throw bytes.damaged(
          "its pixels have %s values, not %s".formatted(samples, colours.components));
    }
    boolean depth = allocated == 8 || (allocated == 16 && colours.components == 1);
    if (!depth) {
      throw bytes.unsupported("%s bits of each of %s values".formatted(allocated, samples));
    }
    if (stored < 1 || stored > allocated || highBit < stored - 1 || highBit >= allocated) {
      throw bytes.damaged(
          "it uses %s bits up to number %s of %s".formatted(stored, highBit, allocated));
    }
    DicomHeader header =
        new DicomHeader(
            size,
            syntax,
            colours,
            allocated,
            stored,
            highBit,
            elements.number(SIGNED) == 1,
            elements.number(PLANAR) == 1,
            DicomGrey.read(elements),
            colours == Colours.PALETTE ? DicomPalette.read(elements) : DicomPalette.NONE,
            data(elements));
    header.checkLength(bytes);
    return header;
  }

  /** Returns the bytes of pixels that are not compressed. */
  public long plainBytes() {
    // two pixels share their colour, each has a brightness of its own
    long values =
        colours == Colours.YCBCR_422 && syntax == DicomSyntax.PLAIN
            ? 2L * size.pixels()
            : size.pixels() * colours.components;
    return values * (bitsAllocated / 8);
  }

  private void checkLength(HeaderBytes bytes) throws UnreadableBytes {
    if (syntax == DicomSyntax.PLAIN) {
      if (colours == Colours.YCBCR_422 && size.width() % 2 == 1) {
        throw bytes.damaged("pairs of pixels share their colour, and its rows are odd");
      }
      if (data.length() < 0) {
        throw bytes.damaged("its pixels have no length");
      }
      bytes.require(data.position(), data.length());
      if (data.length() < plainBytes()) {
        throw bytes.damaged("its pixels are %s bytes of %s".formatted(data.length(), plainBytes()));
      }
    } else if (data.length() >= 0) {
      throw bytes.damaged("its compressed pixels are not in fragments");
    }
  }

  private static Data data(DicomElements elements) throws UnreadableBytes {
    DicomElements.Element pixels = elements.element(DicomElements.PIXELS, "pixels");
    boolean fragments = pixels.length() == DicomElements.UNDEFINED;
    return new Data(pixels.position(), fragments ? -1 : pixels.length());
  }
}
