package org.fedmas.tables.model;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.Damage;

/**
 * An open safetensors file from which tensors are read one by one; only the header is held in
 * memory. Safe for use by several threads.
 */
public final class SafetensorsFile implements AutoCloseable {

  /** Longest byte array that every Java platform can make. */
  private static final long LONGEST_TENSOR = Integer.MAX_VALUE - 8L;

  private static final int BLOCK = 1 << 20;

  private final Path file;
  private final FileChannel channel;
  private final SafetensorsHeader header;
  private final long dataStart;

  private SafetensorsFile(
      Path file, FileChannel channel, SafetensorsHeader header, long dataStart) {
    this.file = file;
    this.channel = channel;
    this.header = header;
    this.dataStart = dataStart;
  }

  /**
   * Opens the file and checks its whole layout: offsets, sizes, names, and the file's length.
   *
   * @throws MissingInputException if there is no such file
   * @throws CorruptArtifactException if it is not a complete safetensors file
   */
  public static SafetensorsFile open(Path file) throws IOException {
    Damage.requireFile(file, "a safetensors file");
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      long size = channel.size();
      if (size < Long.BYTES) {
        throw Damage.found(file, "file", size + " bytes", "at least " + Long.BYTES);
      }
      long length =
          ByteBuffer.wrap(bytes(file, channel, 0, Long.BYTES))
              .order(ByteOrder.LITTLE_ENDIAN)
              .getLong();
      long longest = Math.min(SafetensorsHeader.LONGEST, size - Long.BYTES);
      if (length < 0 || length > longest) {
        throw Damage.found(
            file, "header length", Long.toUnsignedString(length), "at most " + longest);
      }
      long dataStart = Long.BYTES + length;
      byte[] json = bytes(file, channel, Long.BYTES, (int) length);
      SafetensorsHeader header = new SafetensorsHeaderParser(file, size - dataStart).parse(json);
      return new SafetensorsFile(file, channel, header, dataStart);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** All names, in header order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(header.entries().keySet());
  }

  /** Name, type and shape of every tensor, in header order. */
  public List<TensorLayout> layouts() {
    List<TensorLayout> layouts = new ArrayList<>();
    header.entries().values().forEach(entry -> layouts.add(entry.layout()));
    return layouts;
  }

  /**
   * The sizes of a tensor.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public long[] shape(String name) {
    return entry(name).layout().shape().clone();
  }

  /**
   * The element type of a tensor.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public TensorType type(String name) {
    return entry(name).layout().type();
  }

  /**
   * Reads one tensor.
   *
   * @throws IllegalArgumentException if there is none of that name
   * @throws CorruptArtifactException if it takes 2 GiB or more, or the file was cut while open
   */
  public StoredTensor tensor(String name) throws IOException {
    SafetensorsHeader.Entry entry = entry(name);
    long length = entry.end() - entry.begin();
    if (length > LONGEST_TENSOR) {
      throw Damage.found(file, name, length + " bytes", "at most " + LONGEST_TENSOR);
    }
    byte[] data = bytes(file, channel, dataStart + entry.begin(), (int) length);
    return new StoredTensor(entry.layout().type(), shape(name), data);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private SafetensorsHeader.Entry entry(String name) {
    SafetensorsHeader.Entry entry = header.entries().get(name);
    if (entry == null) {
      throw new IllegalArgumentException(file + " has no tensor " + name);
    }
    return entry;
  }

  /** In blocks, because the JDK keeps a direct buffer as large as the largest single read. */
  private static byte[] bytes(Path file, FileChannel channel, long position, int length)
      throws IOException {
    byte[] bytes = new byte[length];
    int filled = 0;
    while (filled < length) {
      ByteBuffer block = ByteBuffer.wrap(bytes, filled, Math.min(BLOCK, length - filled));
      int n = channel.read(block, position + filled);
      if (n < 0) {
        throw Damage.found(file, "data", new EOFException("the file ended early"));
      }
      filled += n;
    }
    return bytes;
  }
}
