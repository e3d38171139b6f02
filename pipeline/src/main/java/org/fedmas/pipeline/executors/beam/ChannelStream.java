package org.fedmas.pipeline.executors.beam;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A channel's bytes, up to where no more come. Beam's channel of an S3 object that was replaced by
 * one of another size gives nothing for ever instead of ending.
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
      // what the client of a store throws is not always an IOException
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
