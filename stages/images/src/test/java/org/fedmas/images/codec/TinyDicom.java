package org.fedmas.images.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** DICOM files written element by element. */
public final class TinyDicom {

  /** A name that must appear nowhere. */
  public static final String PERSON = "Doe^Jane^Confidential";

  private static final String ROOT = "1.2.840.10008.1.2";

  private final boolean explicit;
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  /**
   * Starts a file.
   *
   * @param syntax the end of the transfer syntax, such as .1; empty for implicit kinds of values
   */
  public TinyDicom(String syntax) {
    this.explicit = !syntax.isEmpty();
    file.writeBytes(new byte[128]);
    file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    write(0x00020010, "UI", even(ROOT + syntax, '\0'), true);
    text(0x00100010, "PN", PERSON);
  }

  /** Adds an element of two bytes. */
  public TinyDicom number(int tag, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    write(tag, "US", bytes.array(), explicit);
    return this;
  }

  /** Adds a text. */
  public TinyDicom text(int tag, String kind, String value) {
    write(tag, kind, even(value, ' '), explicit);
    return this;
  }

  /** Adds a sequence of undefined length, with a person's name in an item. */
  public TinyDicom sequence(int tag) {
    head(tag, "SQ", -1, explicit);
    item(0xFFFEE000, -1);
    text(0x00104000, "PN", PERSON);
    item(0xFFFEE00D, 0);
    item(0xFFFEE0DD, 0);
    return this;
  }

  /** Adds the description of a picture. */
  public TinyDicom picture(int width, int height, String photometric, int bits, int stored) {
    int samples = photometric.startsWith("MONO") || photometric.startsWith("PAL") ? 1 : 3;
    return number(0x00280002, samples)
        .text(0x00280004, "CS", photometric)
        .number(0x00280010, height)
        .number(0x00280011, width)
        .number(0x00280100, bits)
        .number(0x00280101, stored)
        .number(0x00280102, stored - 1);
  }

  /** Adds bytes of a table. */
  public TinyDicom bytes(int tag, byte... value) {
    write(tag, "OW", value, explicit);
    return this;
  }

  /** Returns the file with these pixels. */
  public byte[] plain(byte... pixels) {
    bytes(0x7FE00010, pixels);
    return file.toByteArray();
  }

  /** Returns the file with compressed pixels in two fragments. */
  public byte[] packed(byte[] pixels) {
    head(0x7FE00010, "OB", -1, explicit);
    item(0xFFFEE000, 0);
    int half = pixels.length / 4 * 2;
    for (byte[] part :
        new byte[][] {
          Arrays.copyOf(pixels, half), Arrays.copyOfRange(pixels, half, pixels.length)
        }) {
      item(0xFFFEE000, part.length);
      file.writeBytes(part);
    }
    item(0xFFFEE0DD, 0);
    return file.toByteArray();
  }

  private void item(int tag, int length) {
    file.writeBytes(tag(8, tag).putInt(length).array());
  }

  private void write(int tag, String kind, byte[] value, boolean explicitly) {
    head(tag, kind, value.length, explicitly);
    file.writeBytes(value);
  }

  private void head(int tag, String kind, int length, boolean explicitly) {
    boolean wide = kind.equals("OB") || kind.equals("OW") || kind.equals("SQ");
    ByteBuffer head = tag(explicitly && wide ? 12 : 8, tag);
    if (!explicitly) {
      head.putInt(length);
    } else {
      head.put(kind.getBytes(StandardCharsets.US_ASCII));
      if (wide) {
        head.putShort((short) 0).putInt(length);
      } else {
        head.putShort((short) length);
      }
    }
    file.writeBytes(head.array());
  }

  private static ByteBuffer tag(int length, int tag) {
    return ByteBuffer.allocate(length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) (tag >>> 16))
        .putShort((short) tag);
  }

  private static byte[] even(String text, char filling) {
    String filled = text.length() % 2 == 0 ? text : text + filling;
    return filled.getBytes(StandardCharsets.ISO_8859_1);
  }
}
