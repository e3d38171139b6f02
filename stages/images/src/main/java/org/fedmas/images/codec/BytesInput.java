package org.fedmas.images.codec;

import java.util.Objects;
import javax.imageio.stream.ImageInputStreamImpl;

/** A file's bytes for the JDK's readers; notes whether a reader asked for more. */
final class BytesInput extends ImageInputStreamImpl {

  private final byte[] bytes;
  private boolean exhausted;

  BytesInput(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns whether a reader asked for bytes beyond the last one. */
  boolean exhausted() {
    return exhausted;
  }

  @Override
  public int read() {
    bitOffset = 0;
    if (streamPos >= bytes.length) {
      exhausted = true;
      return -1;
    }
    return bytes[(int) streamPos++] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    int count = (int) Math.min(length, bytes.length - streamPos);
    if (count <= 0) {
      exhausted = true;
      return -1;
    }
    System.arraycopy(bytes, (int) streamPos, target, offset, count);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return bytes.length;
  }
}
