package org.fedmas.images.header;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a file, read by position. A position beyond the end is a reason to refuse the file.
 *
 * @param format the format's name, for messages
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HeaderBytes(String format, byte[] file, ByteOrder order) {

  /** Returns bytes in the order of Intel processors, the lowest first. */
  public static HeaderBytes little(PictureFormat format, byte[] file) {
    return new HeaderBytes(format.title(), file, ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns bytes in the order of networks, the highest first. */
  public static HeaderBytes big(PictureFormat format, byte[] file) {
    return new HeaderBytes(format.title(), file, ByteOrder.BIG_ENDIAN);
  }

  public int length() {
    return file.length;
  }

  /** Returns one byte, 0…255. */
  public int u8(long position) throws UnreadableBytes {
    require(position, 1);
    return file[(int) position] & 0xFF;
  }

  /** Returns two bytes as a number, 0…65535. */
  public int u16(long position) throws UnreadableBytes {
    require(position, 2);
    return ByteBuffer.wrap(file).order(order).getShort((int) position) & 0xFFFF;
  }

  /** Returns four bytes as a number without sign. */
  public long u32(long position) throws UnreadableBytes {
    return s32(position) & 0xFFFFFFFFL;
  }

  /** Returns four bytes as a number with sign. */
  public int s32(long position) throws UnreadableBytes {
    require(position, 4);
    return ByteBuffer.wrap(file).order(order).getInt((int) position);
  }

  /** Returns eight bytes as a number with sign. */
  public long s64(long position) throws UnreadableBytes {
    require(position, 8);
    return ByteBuffer.wrap(file).order(order).getLong((int) position);
  }

  /** Returns whether the bytes at a position are those of an ASCII text. */
  public boolean has(long position, String text) {
    byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
    return position >= 0
        && position + expected.length <= file.length
        && Arrays.equals(
            file, (int) position, (int) position + expected.length, expected, 0, expected.length);
  }

  /**
   * Checks that a range lies within the file.
   *
   * @throws UnreadableBytes if it does not
   */
  public void require(long position, long bytes) throws UnreadableBytes {
    if (position < 0 || bytes < 0 || position > file.length - bytes) {
      throw new UnreadableBytes(
          "cut short: the %s data ends after %s bytes".formatted(format, file.length));
    }
  }

  /** Returns the failure of a file whose fields contradict each other. */
  public UnreadableBytes damaged(String what) {
    return new UnreadableBytes("damaged %s: %s".formatted(format, what));
  }

  /** Returns the failure of a file with a feature that is not read. */
  public UnreadableBytes unsupported(String what) {
    return new UnreadableBytes("%s with %s is not supported".formatted(format, what));
  }
}
