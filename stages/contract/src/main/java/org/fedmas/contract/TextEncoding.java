package org.fedmas.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Locale;

/** The encoding, or the kind of file, of bytes that are not text in UTF-8. */
final class TextEncoding {

  /** Bytes at the start of a file that are looked at for an encoding of two bytes per letter. */
  private static final int LOOKED_AT = 4096;

  private TextEncoding() {}

  /** Returns the encoding or kind that the first bytes show; empty if they show none. */
  static String marked(byte[] bytes) {
    if (starts(bytes, 0xFF, 0xFE, 0, 0) || starts(bytes, 0, 0, 0xFE, 0xFF)) {
      return "text in UTF-32";
    }
    if (starts(bytes, 0xFF, 0xFE) || starts(bytes, 0xFE, 0xFF)) {
      return "text in UTF-16";
    }
    if (starts(bytes, 'P', 'K', 3, 4)) {
      return "a ZIP archive (an Excel workbook is one; export it as CSV)";
    }
    if (starts(bytes, 0x1F, 0x8B)) {
      return "a gzip file (unpack it)";
    }
    int even = 0;
    int odd = 0;
    int looked = Math.min(bytes.length, LOOKED_AT);
    for (int i = 0; i < looked; i++) {
      if (bytes[i] == 0) {
        even += i % 2 == 0 ? 1 : 0;
        odd += i % 2;
      }
    }
    if (even + odd == 0) {
      return "";
    }
    // ASCII letters in UTF-16 have a zero as every other byte
    return Math.max(even, odd) > looked / 4 && Math.min(even, odd) == 0
        ? "text in UTF-16"
        : "bytes that are not text";
  }

  /**
   * Returns the probable encoding of bytes that UTF-8 does not decode, and the first such place.
   */
  static String guessed(byte[] bytes) {
    int at = firstFault(bytes);
    int line = 1;
    for (int i = 0; i < at; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return String.format(
        Locale.ROOT,
        "text in another encoding, probably %s (byte 0x%02X on line %d)",
        hasPairs(bytes) ? "GBK, Big5 or Shift JIS" : "Latin-1 or Windows-1252",
        bytes[at] & 0xFF,
        line);
  }

  /** Returns whether bytes above ASCII stand in pairs, as in the encodings of East Asia. */
  private static boolean hasPairs(byte[] bytes) {
    int pairs = 0;
    int single = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] < 0) {
        if (i + 1 < bytes.length && bytes[i + 1] < 0) {
          pairs++;
          i++;
        } else {
          single++;
        }
      }
    }
    return pairs > single;
  }

  private static int firstFault(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length), true);
    return Math.min(in.position(), bytes.length - 1);
  }

  private static boolean starts(byte[] bytes, int... expected) {
    if (bytes.length < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((bytes[i] & 0xFF) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
