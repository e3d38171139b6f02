package org.fedmas.tables.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.Damage;

/**
 * An open safetensors file from which tensors are read one by one, or stretches of them; only the
 * header is held in memory. Safe for use by several threads.
 */
public final class SafetensorsFile implements AutoCloseable {

  /** Longest byte array that every Java platform can make. */
  private static final long LONGEST_TENSOR = Integer.MAX_VALUE - 8L;

  private final SafetensorsIndex index;
  private final FileChannel channel;

  SafetensorsFile(SafetensorsIndex index, FileChannel channel) {
    this.index = index;
    this.channel = channel;
  }

  /**
   * Opens the file and checks its whole layout: offsets, sizes, names, and the file's length.
   *
   * @throws MissingInputException if the file is missing
   * @throws CorruptArtifactException if it is not a complete safetensors file
   */
  public static SafetensorsFile open(Path file) throws IOException {
    FileChannel channel = SafetensorsIndex.open(file);
    try {
      return new SafetensorsFile(SafetensorsIndex.of(file, channel, null), channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Returns all names, in header order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(index.header().entries().keySet());
  }

  /** Returns name, type and shape of every tensor, in header order. */
  public List<TensorLayout> layouts() {
    return index.layouts();
  }

  /** Returns the texts of the header's {@code __metadata__} by name; empty without any. */
  public Map<String, String> metadata() {
    return index.header().metadata();
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
      throw Damage.found(index.file(), name, length + " bytes", "at most " + LONGEST_TENSOR);
    }
    long position = index.dataStart() + entry.begin();
    byte[] data = SafetensorsIndex.bytes(index.file(), channel, position, (int) length);
    return new StoredTensor(entry.layout().type(), entry.layout().shape().clone(), data);
  }

  /**
   * Fills a buffer with elements of one tensor. A direct buffer is filled without a copy in
   * between, so tensors of any size can be read in small steps.
   *
   * @param first number of the first element
   * @param target filled from its position to its limit with little-endian bytes
   * @throws IllegalArgumentException if there is none of that name, or the tensor ends before
   * @throws CorruptArtifactException if the file was cut while open
   */
  public void read(String name, long first, ByteBuffer target) throws IOException {
    SafetensorsHeader.Entry entry = entry(name);
    long begin = entry.begin() + first * entry.layout().type().bytes();
    if (first < 0 || begin + target.remaining() > entry.end()) {
      throw new IllegalArgumentException(
          "%s: %s has no %s bytes from element %s on"
              .formatted(index.file(), entry.layout(), target.remaining(), first));
    }
    SafetensorsIndex.fill(index.file(), channel, index.dataStart() + begin, target);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private SafetensorsHeader.Entry entry(String name) {
    SafetensorsHeader.Entry entry = index.header().entries().get(name);
    if (entry == null) {
      throw new IllegalArgumentException(index.file() + " has no tensor " + name);
    }
    return entry;
  }
}
