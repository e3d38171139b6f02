package org.fedmas.images.header;

import java.util.Arrays;
import java.util.List;
import org.fedmas.images.ImageSize;

/**
 * The header of a Windows or OS/2 bitmap.
 *
 * @param size width and height
 * @param bits bits per pixel: 1, 4, 8, 16, 24 or 32
 * @param packing the way in which pixels are stored
 * @param topDown whether the first row is the highest
 * @param palette the colours as 0xRRGGBB; empty above 8 bits
 * @param masks the bits of red, green and blue in a pixel of 16 or 32 bits
 * @param pixels position of the pixels in the file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BmpHeader(
    ImageSize size,
    int bits,
    Packing packing,
    boolean topDown,
    int[] palette,
    int[] masks,
    long pixels)
    implements PictureHeader {

  /** The way in which pixels are stored. */
  public enum Packing {
    PLAIN,
    RUNS_OF_8,
    RUNS_OF_4
  }

  private static final int FILE_HEADER = 14;
  private static final int OLD_HEADER = 12;
  private static final List<Integer> HEADERS = List.of(40, 52, 56, 64, 108, 124);
  private static final int BITFIELDS = 3;
  private static final int[] FIFTEEN = {0x7C00, 0x3E0, 0x1F};
  private static final int[] EIGHT_EACH = {0xFF0000, 0xFF00, 0xFF};

  /** Masks that Pillow reads, and so we: those of bitmaps that programs write. */
  private static final List<int[]> KNOWN_16 = List.of(FIFTEEN, new int[] {0xF800, 0x7E0, 0x1F});

  private static final List<int[]> KNOWN_32 =
      List.of(
          EIGHT_EACH, new int[] {0xFF000000, 0xFF0000, 0xFF00}, new int[] {0xFF, 0xFF00, 0xFF0000});

  static boolean signs(byte[] file) {
    return file.length >= FILE_HEADER && file[0] == 'B' && file[1] == 'M';
  }

  static BmpHeader of(byte[] file) throws UnreadableBytes {
    HeaderBytes bytes = HeaderBytes.little(PictureFormat.BMP, file);
    long offset = bytes.u32(10);
    long headerSize = bytes.u32(FILE_HEADER);
    boolean old = headerSize == OLD_HEADER;
    if (!old && !HEADERS.contains((int) headerSize)) {
      throw bytes.damaged("its header claims " + headerSize + " bytes");
    }
    int width = old ? bytes.u16(18) : bytes.s32(18);
    int height = old ? bytes.u16(20) : bytes.s32(22);
    int bits = old ? bytes.u16(24) : bytes.u16(28);
    long compression = old ? 0 : bytes.u32(30);
    if (width < 1 || height == 0 || height == Integer.MIN_VALUE) {
      throw bytes.damaged("the header states a size of " + width + "×" + height);
    }
    if (!List.of(1, 4, 8, 16, 24, 32).contains(bits)) {
      throw bytes.unsupported(bits + " bits per pixel");
    }
    Packing packing = packing(bytes, compression, bits);
    int[] masks = masks(bytes, headerSize, compression, bits);
    int[] palette = bits > 8 ? new int[0] : palette(bytes, headerSize, bits);
    BmpHeader header =
        new BmpHeader(
            new ImageSize(width, Math.abs(height)),
            bits,
            packing,
            height < 0,
            palette,
            masks,
            offset);
    if (packing == Packing.PLAIN) {
      bytes.require(offset, header.stride() * Math.abs((long) height));
    } else {
      bytes.require(offset, 2);
    }
    return header;
  }

  /** Returns the bytes of a row, which is filled up to four. */
  public long stride() {
    return ((long) size.width() * bits + 31) / 32 * 4;
  }

  private static Packing packing(HeaderBytes bytes, long compression, int bits)
      throws UnreadableBytes {
    if (compression == 0 || (compression == BITFIELDS && bits >= 16)) {
      return Packing.PLAIN;
    }
    if (compression == 1 && bits == 8) {
      return Packing.RUNS_OF_8;
    }
    if (compression == 2 && bits == 4) {
      return Packing.RUNS_OF_4;
    }
    throw bytes.unsupported(
        switch ((int) compression) {
          case 4 -> "JPEG data inside";
          case 5 -> "PNG data inside";
          default -> "compression " + compression + " at " + bits + " bits per pixel";
        });
  }

  private static int[] masks(HeaderBytes bytes, long headerSize, long compression, int bits)
      throws UnreadableBytes {
    if (compression != BITFIELDS) {
      return bits == 16 ? FIFTEEN : EIGHT_EACH;
    }
    int[] masks = {
      bytes.s32(FILE_HEADER + 40), bytes.s32(FILE_HEADER + 44), bytes.s32(FILE_HEADER + 48)
    };
    int alpha = headerSize >= 56 ? bytes.s32(FILE_HEADER + 52) : 0;
    if (bits == 32 && alpha == 0 && Arrays.equals(masks, new int[3])) {
      return EIGHT_EACH;
    }
    List<int[]> known = bits == 16 ? KNOWN_16 : KNOWN_32;
    boolean alphaFits = bits != 32 || alpha == 0 || alpha == ~(masks[0] | masks[1] | masks[2]);
    if (!alphaFits || known.stream().noneMatch(one -> Arrays.equals(one, masks))) {
      throw bytes.unsupported("colours in unusual bits of a pixel");
    }
    return masks;
  }

  private static int[] palette(HeaderBytes bytes, long headerSize, int bits)
      throws UnreadableBytes {
    boolean old = headerSize == OLD_HEADER;
    long stated = old ? 0 : bytes.u32(FILE_HEADER + 32);
    int count = (int) (stated == 0 ? 1 << bits : Math.min(stated, 256));
    int entry = old ? 3 : 4;
    long position = FILE_HEADER + headerSize;
    bytes.require(position, (long) count * entry);
    int[] palette = new int[1 << bits];
    for (int i = 0; i < Math.min(count, palette.length); i++) {
      long at = position + (long) i * entry;
      palette[i] = bytes.u8(at) | bytes.u8(at + 1) << 8 | bytes.u8(at + 2) << 16;
    }
    return palette;
  }
}
