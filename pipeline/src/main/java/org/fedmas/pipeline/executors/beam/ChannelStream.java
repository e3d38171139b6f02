package org.fedmas.pipeline.executors.beam;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A stream of a channel that ends at the first empty read. Beam's channel of an S3 object that was
 * replaced by a shorter one returns zero bytes for ever instead of ending.
 */
final class ChannelStream extends InputStream {

  private final ReadableByteChannel channel;

  ChannelStream(ReadableByteChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      int count = channel.read(ByteBuffer.wrap(bytes, offset, length));
      return count <= 0 ? -1 : count;
    } catch (RuntimeException e) {
      // clients of stores also throw unchecked exceptions
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
