package org.fedmas.images.header;

import java.util.Locale;

/**
 * The values of a TIFF pixel.
 *
 * @param perPixel how many a pixel has, with alpha and others
 * @param bits bits of each
 * @param kind how bits become numbers
 * @param colours what the values mean
 * @param premultiplied whether the value after the colours is an alpha that they were multiplied by
 * @param palette red, green and blue of each index, [3, 2^bits], 16 bits each; else empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TiffSamples(
    int perPixel, int bits, Kind kind, Colours colours, boolean premultiplied, long[] palette) {

  /** The meaning of a value's bits. */
  public enum Kind {
    UNSIGNED,
    SIGNED,
    FLOATING
  }

  /** The meaning of the values. */
  public enum Colours {
    BLACK_IS_ZERO(1),
    WHITE_IS_ZERO(1),
    RGB(3),
    PALETTE(1),
    CMYK(4),
    YCBCR(3);

    public final int components;

    Colours(int components) {
      this.components = components;
    }
  }

  private static final int BITS = 258;
  private static final int PHOTOMETRIC = 262;
  private static final int SAMPLES = 277;
  private static final int COLOUR_MAP = 320;
  private static final int EXTRA = 338;
  private static final int FORMAT = 339;
  private static final int JPEG = 7;
  private static final int COMPRESSION = 259;

  /** The most values of a pixel: four inks and two others. */
  private static final int MOST_SAMPLES = 6;

  /** Returns whether the values are grey of more than 8 bits. */
  public boolean isMeasured() {
    return bits > 8 && (colours == Colours.BLACK_IS_ZERO || colours == Colours.WHITE_IS_ZERO);
  }

  static TiffSamples read(TiffDirectory directory) throws UnreadableBytes {
    HeaderBytes bytes = directory.bytes();
    long perPixel = directory.number(SAMPLES, 1);
    int bits = (int) same(directory, BITS, 1, "bits per value");
    Kind kind = kind(directory);
    Colours colours = colours(directory, bits);
    if (perPixel < colours.components || perPixel > MOST_SAMPLES) {
      throw bytes.unsupported(perPixel + " values per pixel");
    }
    boolean fits =
        switch (colours) {
          case BLACK_IS_ZERO, WHITE_IS_ZERO ->
              kind == Kind.FLOATING
                  ? bits == 32
                  : bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16 || bits == 32;
          case PALETTE -> bits == 1 || bits == 2 || bits == 4 || bits == 8;
          case RGB, CMYK -> (bits == 8 || bits == 16) && kind == Kind.UNSIGNED;
          case YCBCR -> bits == 8 && directory.number(COMPRESSION, 1) == JPEG;
        };
    if (!fits) {
      throw bytes.unsupported(
          "%s bits per value of kind %s and colours %s"
              .formatted(bits, words(kind), words(colours)));
    }
    long[] palette = colours == Colours.PALETTE ? directory.numbers(COLOUR_MAP) : new long[0];
    if (colours == Colours.PALETTE && palette.length < 3 << bits) {
      throw bytes.damaged("its palette has " + palette.length / 3 + " colours");
    }
    return new TiffSamples(
        (int) perPixel,
        bits,
        kind,
        colours,
        directory.number(EXTRA, 0) == 1 && perPixel > colours.components,
        palette);
  }

  private static Kind kind(TiffDirectory directory) throws UnreadableBytes {
    long number = same(directory, FORMAT, 1, "kinds of numbers");
    return switch ((int) number) {
      case 1, 4 -> Kind.UNSIGNED;
      case 2 -> Kind.SIGNED;
      case 3 -> Kind.FLOATING;
      default -> throw directory.bytes().unsupported("numbers of kind " + number);
    };
  }

  private static Colours colours(TiffDirectory directory, int bits) throws UnreadableBytes {
    // without the field, Pillow takes up to 8 bits for white at zero; more bits are measurements
    long number = directory.number(PHOTOMETRIC, bits > 8 ? 1 : 0);
    return switch ((int) number) {
      case 0 -> Colours.WHITE_IS_ZERO;
      case 1 -> Colours.BLACK_IS_ZERO;
      case 2 -> Colours.RGB;
      case 3 -> Colours.PALETTE;
      case 5 -> Colours.CMYK;
      case 6 -> Colours.YCBCR;
      case 8, 9, 10 -> throw directory.bytes().unsupported("Lab colours");
      case 32844, 32845 -> throw directory.bytes().unsupported("logarithmic colours");
      default -> throw directory.bytes().unsupported("colours of kind " + number);
    };
  }

  /** Returns a number that is the same for all values of a pixel. */
  private static long same(TiffDirectory directory, int tag, long otherwise, String what)
      throws UnreadableBytes {
    long first = directory.number(tag, otherwise);
    for (long number : directory.numbers(tag)) {
      if (number != first) {
        throw directory.bytes().unsupported("different " + what + " in a pixel");
      }
    }
    return first;
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
