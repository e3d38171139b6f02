package org.fedmas.results.events;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records in a file: length (8 bytes, little endian), masked checksum of the length, payload,
 * masked checksum of the payload.
 */
public final class RecordFraming {

  private static final int LENGTH = 8;
  private static final int CHECKSUM = 4;

  private RecordFraming() {}

  /**
   * The records of a file up to its end or its first damage.
   *
   * @param damage the reason why reading ended early; null at a regular end
   */
  public record Records(List<byte[]> payloads, @Nullable String damage) {

    public Records {
      payloads = List.copyOf(payloads);
    }
  }

  /** Returns the bytes of one record. */
  public static byte[] frame(byte[] payload) {
    byte[] length = length(payload.length);
    return little(LENGTH + CHECKSUM + payload.length + CHECKSUM)
        .put(length)
        .putInt(Checksum.masked(length))
        .put(payload)
        .putInt(Checksum.masked(payload))
        .array();
  }

  /** Returns the length field of a payload. */
  static byte[] length(long bytes) {
    return little(LENGTH).putLong(bytes).array();
  }

  /** Returns the whole records at the start of some bytes. */
  public static Records read(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> payloads = new ArrayList<>();
    String damage = null;
    while (damage == null && in.hasRemaining()) {
      int start = in.position();
      damage = next(in, payloads);
      if (damage != null) {
        damage = "record at byte %s: %s".formatted(start, damage);
      }
    }
    return new Records(payloads, damage);
  }

  private static @Nullable String next(ByteBuffer in, List<byte[]> payloads) {
    if (in.remaining() < LENGTH + CHECKSUM) {
      return "found %s bytes, expected %s".formatted(in.remaining(), LENGTH + CHECKSUM);
    }
    byte[] header = new byte[LENGTH];
    in.get(header);
    if (in.getInt() != Checksum.masked(header)) {
      return "wrong checksum of the length";
    }
    long length = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 0 || length > in.remaining() - CHECKSUM) {
      return "found %s bytes, expected %s".formatted(in.remaining(), length + CHECKSUM);
    }
    byte[] payload = new byte[Math.toIntExact(length)];
    in.get(payload);
    if (in.getInt() != Checksum.masked(payload)) {
      return "wrong checksum of the payload";
    }
    payloads.add(payload);
    return null;
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
