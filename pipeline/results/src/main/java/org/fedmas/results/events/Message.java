package org.fedmas.results.events;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A protocol buffer message under construction; fields are written in the order of the calls. */
final class Message {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Message integer(int field, long value) {
    key(field, VARINT);
    varint(value);
    return this;
  }

  /** Writes a number unless it is the default, 0. */
  Message integerUnlessZero(int field, long value) {
    return value == 0 ? this : integer(field, value);
  }

  Message real(int field, double value) {
    key(field, FIXED64);
    fixed(Double.doubleToLongBits(value), Double.BYTES);
    return this;
  }

  /** Writes a number unless it is the default, positive 0. */
  Message realUnlessZero(int field, double value) {
    return Double.doubleToLongBits(value) == 0 ? this : real(field, value);
  }

  Message single(int field, float value) {
    key(field, FIXED32);
    fixed(Float.floatToIntBits(value), Float.BYTES);
    return this;
  }

  Message bytes(int field, byte[] value) {
    key(field, BYTES);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  Message message(int field, Message value) {
    return bytes(field, value.bytes());
  }

  Message text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a text unless it is the default, the empty one. */
  Message textUnlessEmpty(int field, String value) {
    return value.isEmpty() ? this : text(field, value);
  }

  Message packed(int field, float... values) {
    Message packed = new Message();
    for (float value : values) {
      packed.fixed(Float.floatToIntBits(value), Float.BYTES);
    }
    return message(field, packed);
  }

  Message packed(int field, double... values) {
    Message packed = new Message();
    for (double value : values) {
      packed.fixed(Double.doubleToLongBits(value), Double.BYTES);
    }
    return values.length == 0 ? this : message(field, packed);
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private void key(int field, int type) {
    varint((long) field << 3 | type);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private void fixed(long bits, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (bits >>> (8 * i)) & 0xFF);
    }
  }
}
