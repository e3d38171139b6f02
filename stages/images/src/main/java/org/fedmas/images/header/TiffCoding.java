package org.fedmas.images.header;

/**
 * The compression of a TIFF page.
 *
 * @param compression the method
 * @param predictor 1 none, 2 differences of neighbours, 3 of the bytes of floating-point numbers
 * @param reversedBits whether the lowest bit of a byte comes first
 * @param jpegTables the tables that all JPEG segments share; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TiffCoding(
    Compression compression, int predictor, boolean reversedBits, byte[] jpegTables) {

  /** The methods that are read. */
  public enum Compression {
    NONE,
    LZW,
    DEFLATE,
    PACK_BITS,
    JPEG
  }

  private static final int COMPRESSION = 259;
  private static final int FILL_ORDER = 266;
  private static final int PREDICTOR = 317;
  private static final int JPEG_TABLES = 347;

  static TiffCoding read(TiffDirectory directory) throws UnreadableBytes {
    Compression compression = compression(directory);
    boolean predicts = compression == Compression.LZW || compression == Compression.DEFLATE;
    long predictor = predicts ? directory.number(PREDICTOR, 1) : 1;
    if (predictor < 1 || predictor > 3) {
      throw directory.bytes().unsupported("predictor " + predictor);
    }
    return new TiffCoding(
        compression,
        (int) predictor,
        directory.number(FILL_ORDER, 1) == 2,
        directory.raw(JPEG_TABLES));
  }

  private static Compression compression(TiffDirectory directory) throws UnreadableBytes {
    long number = directory.number(COMPRESSION, 1);
    return switch ((int) number) {
      case 1 -> Compression.NONE;
      case 5 -> Compression.LZW;
      case 7 -> Compression.JPEG;
      case 8, 32946 -> Compression.DEFLATE;
      case 32773 -> Compression.PACK_BITS;
      default -> throw directory.bytes().unsupported(name(number) + " compression");
    };
  }

  private static String name(long number) {
    return switch ((int) number) {
      case 2, 3, 4 -> "fax (CCITT)";
      case 6 -> "old-style JPEG";
      case 33003, 33004, 33005, 34712 -> "JPEG 2000";
      case 34887 -> "LERC";
      case 34925 -> "LZMA";
      case 50000 -> "Zstandard";
      case 50001 -> "WebP";
      case 50002 -> "JPEG XL";
      default -> "unknown (" + number + ")";
    };
  }
}
