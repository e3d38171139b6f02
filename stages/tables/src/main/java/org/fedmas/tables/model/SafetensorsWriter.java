package org.fedmas.tables.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Writes a safetensors file whose layout is known beforehand, tensor by tensor, holding none of
 * them. Equal layouts and tensors give equal bytes.
 */
public final class SafetensorsWriter implements AutoCloseable {

  private static final int BLOCK = 1 << 20;

  private final Path file;
  private final List<TensorLayout> layouts;
  private final FileChannel channel;
  private int appended;

  /**
   * Creates or replaces the file and writes its header.
   *
   * @throws IllegalArgumentException for a name given twice or reserved, or a bad shape
   */
  public SafetensorsWriter(Path file, List<TensorLayout> layouts) throws IOException {
    this.file = file;
    this.layouts = List.copyOf(layouts);
    byte[] header = SafetensorsHeader.of(layouts).encode();
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    length.putLong(header.length).flip();
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    try {
      write(length.array());
      write(header);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Writes the next tensor of the layout.
   *
   * @throws IllegalArgumentException if name, type or shape are not the next ones
   */
  public void append(String name, StoredTensor tensor) throws IOException {
    TensorLayout found = TensorLayout.of(name, tensor);
    if (appended == layouts.size() || !layouts.get(appended).equals(found)) {
      Object expected = appended == layouts.size() ? "no further tensor" : layouts.get(appended);
      throw new IllegalArgumentException(file + ": found " + found + ", expected " + expected);
    }
    write(tensor.data());
    appended++;
  }

  /**
   * Ends the file.
   *
   * @throws IllegalStateException if tensors of the layout were not appended; the file is then
   *     incomplete and no reader accepts it
   */
  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    channel.close();
    if (appended < layouts.size()) {
      throw new IllegalStateException(
          file + ": closed after " + appended + " of " + layouts.size() + " tensors");
    }
  }

  /** In blocks, because the JDK keeps a direct buffer as large as the largest single write. */
  private void write(byte[] bytes) throws IOException {
    for (int from = 0; from < bytes.length; from += BLOCK) {
      ByteBuffer block = ByteBuffer.wrap(bytes, from, Math.min(BLOCK, bytes.length - from));
      while (block.hasRemaining()) {
        channel.write(block);
      }
    }
  }
}
