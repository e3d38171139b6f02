package org.fedmas.images.header;

import org.fedmas.images.ImageSize;
import org.jspecify.annotations.Nullable;

/**
 * The header of a WebP file, and where its picture or the first frame of its animation lies.
 *
 * @param size the canvas
 * @param left the frame's column on the canvas
 * @param top the frame's row on the canvas
 * @param frame the size of the coded picture
 * @param data position of the chunks that hold the coded picture
 * @param length their bytes
 */
public record WebpHeader(ImageSize size, int left, int top, ImageSize frame, int data, int length)
    implements PictureHeader {

  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int FRAME_HEADER = 16;
  private static final int LOSSLESS_MARK = 0x2F;

  static boolean signs(byte[] file) {
    HeaderBytes bytes = HeaderBytes.little(PictureFormat.WEBP, file);
    return bytes.has(0, "RIFF") && bytes.has(8, "WEBP");
  }

  static WebpHeader of(byte[] file) throws UnreadableBytes {
    HeaderBytes bytes = HeaderBytes.little(PictureFormat.WEBP, file);
    long end = Math.min(bytes.u32(4) + CHUNK_HEADER, file.length);
    @Nullable ImageSize canvas = null;
    for (long at = FIRST_CHUNK; at + CHUNK_HEADER <= end; at = after(bytes, at)) {
      if (bytes.has(at, "VP8X")) {
        canvas = new ImageSize(u24(bytes, at + 12) + 1, u24(bytes, at + 15) + 1);
      } else if (bytes.has(at, "ANMF")) {
        return animated(bytes, at, canvas);
      } else if (isPicture(bytes, at)) {
        ImageSize coded = coded(bytes, at, end);
        ImageSize size = canvas == null ? coded : canvas;
        if (!size.equals(coded)) {
          throw bytes.damaged("its canvas is %s and its picture %s".formatted(size, coded));
        }
        bytes.require(at, CHUNK_HEADER + bytes.u32(at + 4));
        return new WebpHeader(size, 0, 0, coded, (int) at, (int) (end - at));
      }
    }
    throw new UnreadableBytes("cut short: the WebP file holds no picture");
  }

  private static WebpHeader animated(HeaderBytes bytes, long at, @Nullable ImageSize canvas)
      throws UnreadableBytes {
    long length = bytes.u32(at + 4);
    bytes.require(at + CHUNK_HEADER, length);
    if (canvas == null || length < FRAME_HEADER) {
      throw bytes.damaged("a frame without a canvas");
    }
    int left = u24(bytes, at + 8) * 2;
    int top = u24(bytes, at + 11) * 2;
    long data = at + CHUNK_HEADER + FRAME_HEADER;
    long end = at + CHUNK_HEADER + length;
    ImageSize frame = new ImageSize(u24(bytes, at + 14) + 1, u24(bytes, at + 17) + 1);
    if (!frame.equals(coded(bytes, data, end))
        || left + frame.width() > canvas.width()
        || top + frame.height() > canvas.height()) {
      throw bytes.damaged("its first frame does not fit its canvas");
    }
    return new WebpHeader(canvas, left, top, frame, (int) data, (int) (end - data));
  }

  /** Returns the size that the coded picture states, behind its alpha if it has any. */
  private static ImageSize coded(HeaderBytes bytes, long from, long end) throws UnreadableBytes {
    for (long at = from; at + CHUNK_HEADER <= end; at = after(bytes, at)) {
      long body = at + CHUNK_HEADER;
      if (bytes.has(at, "VP8L")) {
        if (bytes.u8(body) != LOSSLESS_MARK) {
          throw bytes.damaged("its lossless picture has a wrong mark");
        }
        long sides = bytes.u32(body + 1);
        return new ImageSize((int) (sides & 0x3FFF) + 1, (int) (sides >> 14 & 0x3FFF) + 1);
      }
      if (bytes.has(at, "VP8 ")) {
        ImageSize size = new ImageSize(bytes.u16(body + 6) & 0x3FFF, bytes.u16(body + 8) & 0x3FFF);
        if (size.pixels() == 0) {
          throw bytes.damaged("the header states a size of " + size);
        }
        return size;
      }
    }
    throw new UnreadableBytes("cut short: the WebP file holds no picture");
  }

  private static boolean isPicture(HeaderBytes bytes, long at) {
    return bytes.has(at, "VP8 ") || bytes.has(at, "VP8L") || bytes.has(at, "ALPH");
  }

  private static long after(HeaderBytes bytes, long at) throws UnreadableBytes {
    long length = bytes.u32(at + 4);
    return at + CHUNK_HEADER + length + (length & 1);
  }

  private static int u24(HeaderBytes bytes, long at) throws UnreadableBytes {
    return bytes.u16(at) | bytes.u8(at + 2) << 16;
  }
}
