package org.fedmas.images.header;

import java.util.OptionalInt;
import org.fedmas.images.ImageSize;

/**
 * The screen and the first frame of a GIF file.
 *
 * @param size the screen, enlarged where the frame leaves it
 * @param left the frame's column on the screen
 * @param top the frame's row on the screen
 * @param frame the frame's size
 * @param interlaced whether rows come in four passes
 * @param palette the colours as 0xRRGGBB, 256 of them; missing ones are grey
 * @param transparent the index that is not drawn; it fills the screen around the frame
 * @param data position of the frame's data in the file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record GifHeader(
    ImageSize size,
    int left,
    int top,
    ImageSize frame,
    boolean interlaced,
    int[] palette,
    OptionalInt transparent,
    int data)
    implements PictureHeader {

  private static final int EXTENSION = '!';
  private static final int FRAME = ',';
  private static final int END = ';';
  private static final int GRAPHIC_CONTROL = 0xF9;

  static boolean signs(byte[] file) {
    return file.length >= 6
        && file[0] == 'G'
        && file[1] == 'I'
        && file[2] == 'F'
        && file[3] == '8'
        && (file[4] == '7' || file[4] == '9')
        && file[5] == 'a';
  }

  static GifHeader of(byte[] file) throws UnreadableBytes {
    HeaderBytes bytes = HeaderBytes.little(PictureFormat.GIF, file);
    int flags = bytes.u8(10);
    int position = 13;
    int[] palette = greys();
    if ((flags & 0x80) != 0) {
      palette = palette(bytes, position, flags);
      position += 3 << (flags & 7) + 1;
    }
    OptionalInt transparent = OptionalInt.empty();
    while (bytes.u8(position) != FRAME) {
      int kind = bytes.u8(position++);
      if (kind == END) {
        throw new UnreadableBytes("the GIF file holds no picture");
      }
      if (kind == EXTENSION) {
        if (bytes.u8(position) == GRAPHIC_CONTROL && bytes.u8(position + 1) >= 4) {
          transparent =
              (bytes.u8(position + 2) & 1) == 1
                  ? OptionalInt.of(bytes.u8(position + 5))
                  : transparent;
        }
        position = afterBlocks(bytes, position + 1);
      }
    }
    return frame(bytes, position, palette, transparent);
  }

  /** Returns the position behind a chain of blocks, which an empty one ends. */
  private static int afterBlocks(HeaderBytes bytes, int from) throws UnreadableBytes {
    int position = from;
    while (bytes.u8(position) != 0) {
      position += bytes.u8(position) + 1;
    }
    return position + 1;
  }

  private static GifHeader frame(
      HeaderBytes bytes, int position, int[] screenPalette, OptionalInt transparent)
      throws UnreadableBytes {
    int left = bytes.u16(position + 1);
    int top = bytes.u16(position + 3);
    ImageSize frame = new ImageSize(bytes.u16(position + 5), bytes.u16(position + 7));
    if (frame.width() == 0 || frame.height() == 0) {
      throw bytes.damaged("the first frame is " + frame + " pixels");
    }
    int flags = bytes.u8(position + 9);
    int data = position + 10;
    int[] palette = screenPalette;
    if ((flags & 0x80) != 0) {
      palette = palette(bytes, data, flags);
      data += 3 << (flags & 7) + 1;
    }
    ImageSize size =
        new ImageSize(
            Math.max(bytes.u16(6), left + frame.width()),
            Math.max(bytes.u16(8), top + frame.height()));
    return new GifHeader(size, left, top, frame, (flags & 0x40) != 0, palette, transparent, data);
  }

  private static int[] palette(HeaderBytes bytes, int position, int flags) throws UnreadableBytes {
    int[] palette = greys();
    for (int i = 0; i < 1 << (flags & 7) + 1; i++) {
      int at = position + 3 * i;
      palette[i] = bytes.u8(at) << 16 | bytes.u8(at + 1) << 8 | bytes.u8(at + 2);
    }
    return palette;
  }

  private static int[] greys() {
    int[] palette = new int[256];
    for (int i = 0; i < palette.length; i++) {
      palette[i] = i << 16 | i << 8 | i;
    }
    return palette;
  }
}
