package org.fedmas.images.codec;

import java.util.Arrays;

/** Data compressed by PackBits: runs of one byte, and literal bytes. */
public final class PackedRuns {

  private PackedRuns() {}

  /**
   * Returns the first bytes of the data, fewer where it ends early.
   *
   * @param from position of the data
   * @param to its end
   */
  public static byte[] bytes(byte[] packed, int from, int to, int count) {
    byte[] bytes = new byte[count];
    int done = 0;
    int position = from;
    while (done < count && position < to) {
      int command = packed[position++];
      if (command >= 0) {
        int literal = Math.min(Math.min(command + 1, count - done), to - position);
        System.arraycopy(packed, position, bytes, done, literal);
        position += literal;
        done += literal;
      } else if (command != Byte.MIN_VALUE && position < to) {
        int run = Math.min(1 - command, count - done);
        Arrays.fill(bytes, done, done + run, packed[position++]);
        done += run;
      }
    }
    return done == count ? bytes : Arrays.copyOf(bytes, done);
  }
}
