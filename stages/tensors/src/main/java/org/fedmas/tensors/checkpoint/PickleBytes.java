package org.fedmas.tensors.checkpoint;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of pickles, read in order; claimed lengths are checked before memory is allocated. */
final class PickleBytes {

  /** The largest accepted pickle; pickles of real checkpoints are well under one megabyte. */
  static final int LONGEST = 16 << 20;

  private static final int LONGEST_NAME = 256;

  private final ByteBuffer bytes;

  PickleBytes(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  int position() {
    return bytes.position();
  }

  int unsignedByte() throws UnusableCheckpoint {
    need(1);
    return bytes.get() & 0xFF;
  }

  int unsignedShort() throws UnusableCheckpoint {
    need(2);
    return bytes.getShort() & 0xFFFF;
  }

  int signedInt() throws UnusableCheckpoint {
    need(4);
    return bytes.getInt();
  }

  long unsignedInt() throws UnusableCheckpoint {
    return signedInt() & 0xFFFFFFFFL;
  }

  /** Reads a length of eight bytes; values beyond 63 bits become negative and are then rejected. */
  long longLength() throws UnusableCheckpoint {
    need(8);
    return bytes.getLong();
  }

  /** Reads a double, the only type that pickle stores with the highest byte first. */
  double bigEndianDouble() throws UnusableCheckpoint {
    return Double.longBitsToDouble(Long.reverseBytes(longLength()));
  }

  String text(long length) throws UnusableCheckpoint {
    need(length);
    ByteBuffer slice = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(slice).toString();
    } catch (CharacterCodingException e) {
      throw new UnusableCheckpoint("a string is not UTF-8", e);
    }
  }

  /** Reads text up to the end of the line, the form of global names. */
  String line() throws UnusableCheckpoint {
    int start = bytes.position();
    for (int i = start; i < bytes.limit() && i - start <= LONGEST_NAME; i++) {
      if (bytes.get(i) == '\n') {
        String text = text(i - start);
        bytes.get();
        return text;
      }
    }
    throw new UnusableCheckpoint("a Python name does not end within " + LONGEST_NAME + " bytes");
  }

  /** Reads a two's complement integer of that many bytes, lowest byte first. */
  BigInteger integer(int length) throws UnusableCheckpoint {
    need(length);
    byte[] highestFirst = new byte[length + 1];
    for (int i = length; i > 0; i--) {
      highestFirst[i] = bytes.get();
    }
    highestFirst[0] = (byte) (length > 0 && highestFirst[1] < 0 ? -1 : 0);
    return new BigInteger(highestFirst);
  }

  private void need(long length) throws UnusableCheckpoint {
    if (length < 0 || length > bytes.remaining()) {
      throw new UnusableCheckpoint(
          """
          its pickle needs %s bytes at byte %s where only %s remain (limit %s in all): \
          the file is truncated or damaged"""
              .formatted(
                  length < 0 ? "an impossible number of" : length,
                  bytes.position(),
                  bytes.remaining(),
                  LONGEST));
    }
  }
}
