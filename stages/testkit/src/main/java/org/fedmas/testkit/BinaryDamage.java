package org.fedmas.testkit;

import java.util.Arrays;
import org.fedmas.contract.random.RandomStream;

/** Damage of binary files: flipped bits, extreme bytes, cuts, insertions and copies. */
final class BinaryDamage {

  private static final int[] EXTREMES = {0, 1, 0x7F, 0x80, 0xFE, 0xFF};
  private static final int LEAST_BYTES = 8;

  /** Headers are short, and most of what can go wrong stands in them. */
  private static final int HEADER = 200;

  private static final int LONGEST = 16;

  private BinaryDamage() {}

  static byte[] apply(byte[] file, RandomStream random) {
    if (file.length <= LEAST_BYTES) {
      return file;
    }
    byte[] bytes = file.clone();
    int reach = random.below(2) == 0 ? Math.min(bytes.length, HEADER) : bytes.length;
    int at = random.below(reach);
    switch (random.below(7)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.below(8));
      case 1 -> bytes[at] = (byte) EXTREMES[random.below(EXTREMES.length)];
      case 2 -> bytes[at] = (byte) random.below(256);
      case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xFF);
      case 4 -> bytes = Arrays.copyOf(bytes, at + 1);
      case 5 -> bytes = inserted(bytes, at, 1 + random.below(LONGEST));
      default -> {
        int from = random.below(bytes.length);
        int length = Math.min(bytes.length - Math.max(at, from), 1 + random.below(LONGEST));
        System.arraycopy(bytes, from, bytes, at, length);
      }
    }
    return bytes;
  }

  private static byte[] inserted(byte[] bytes, int at, int count) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + count);
    System.arraycopy(bytes, at, longer, at + count, bytes.length - at);
    return longer;
  }
}
