package org.fedmas.pipeline.executors.beam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.junit.jupiter.api.Test;

class ChannelStreamTest {

  /** A channel of three bytes that never ends, like Beam's for an S3 object that became shorter. */
  private static final class Stuck implements ReadableByteChannel {
    private int left = 3;
    private boolean open = true;

    @Override
    public int read(ByteBuffer target) {
      int count = Math.min(left, target.remaining());
      for (int i = 0; i < count; i++) {
        target.put((byte) left--);
      }
      return count;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }

  @Test
  void endsAtTheFirstEmptyRead() throws IOException {
    Stuck channel = new Stuck();
    try (ChannelStream stream = new ChannelStream(channel)) {
      assertThat(stream.read()).isEqualTo(3);
      assertThat(stream.readAllBytes()).containsExactly(2, 1);
      assertThat(stream.read()).isEqualTo(-1);
    }
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void uncheckedExceptionsBecomeFailuresToRead() {
    ReadableByteChannel broken =
        new ReadableByteChannel() {
          @Override
          public int read(ByteBuffer target) {
            throw new IllegalStateException("gone");
          }

          @Override
          public boolean isOpen() {
            return true;
          }

          @Override
          public void close() {}
        };
    assertThatThrownBy(() -> new ChannelStream(broken).read())
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
  }
}
