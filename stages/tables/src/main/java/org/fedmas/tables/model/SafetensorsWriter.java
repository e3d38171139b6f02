package org.fedmas.tables.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * A writer of a safetensors file whose layout is known beforehand, tensor by tensor, holding none
 * of them. Equal layouts and tensors give equal bytes.
 */
public final class SafetensorsWriter implements AutoCloseable {

  private static final int BLOCK = 1 << 20;

  private final Path file;
  private final List<TensorLayout> layouts;
  private final FileChannel channel;
  private int appended;
  private long missing;

  /**
   * Creates or replaces the file and writes its header.
   *
   * @throws IllegalArgumentException for a name given twice or reserved, or a bad shape
   */
  public SafetensorsWriter(Path file, List<TensorLayout> layouts) throws IOException {
    this(file, layouts, Map.of());
  }

  /**
   * Creates or replaces the file and writes its header with metadata.
   *
   * @param metadata texts by name, {@code __metadata__} of the header; empty for none
   * @throws IllegalArgumentException for a name given twice or reserved, or a bad shape
   */
  public SafetensorsWriter(Path file, List<TensorLayout> layouts, Map<String, String> metadata)
      throws IOException {
    this.file = file;
    this.layouts = List.copyOf(layouts);
    this.missing = layouts.stream().mapToLong(TensorLayout::bytes).sum();
    byte[] header = SafetensorsHeader.of(layouts, metadata).encode();
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    length.putLong(header.length).flip();
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    try {
      write(length);
      write(ByteBuffer.wrap(header));
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
    append(tensor.buffer());
    appended++;
  }

  /**
   * Writes the bytes that come next in the order of the layout; they may begin and end in the
   * middle of a tensor.
   *
   * @throws IllegalArgumentException if they are more than the layout has room for
   */
  public void append(ByteBuffer bytes) throws IOException {
    if (bytes.remaining() > missing) {
      throw new IllegalArgumentException(
          file + ": found " + bytes.remaining() + " bytes, expected at most " + missing);
    }
    missing -= bytes.remaining();
    write(bytes);
  }

  /**
   * Ends the file.
   *
   * @throws IllegalStateException if bytes of the layout were not appended; the file is then
   *     incomplete and no reader accepts it
   */
  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    channel.close();
    if (missing > 0) {
      throw new IllegalStateException(
          "%s: closed after %s of %s tensors, %s bytes missing"
              .formatted(file, appended, layouts.size(), missing));
    }
  }

  /** Writes in blocks, since the JDK keeps a direct buffer as large as the largest single write. */
  private void write(ByteBuffer bytes) throws IOException {
    int end = bytes.limit();
    while (bytes.position() < end) {
      bytes.limit(Math.min(end, bytes.position() + BLOCK));
      channel.write(bytes);
    }
  }
}
