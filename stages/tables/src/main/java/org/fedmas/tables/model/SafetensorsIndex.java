package org.fedmas.tables.model;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.Damage;
import org.jspecify.annotations.Nullable;

/**
 * The positions of all tensors in a safetensors file; holds no open file, so there may be one for
 * each of ten thousand clients.
 */
public final class SafetensorsIndex {

  private static final int BLOCK = 1 << 20;

  private final Path file;
  private final long size;
  private final byte[] encoded;
  private final SafetensorsHeader header;

  private SafetensorsIndex(Path file, long size, byte[] encoded, SafetensorsHeader header) {
    this.file = file;
    this.size = size;
    this.encoded = encoded;
    this.header = header;
  }

  /**
   * Reads the header and checks the whole layout: offsets, sizes, names, and the file's length.
   *
   * @throws MissingInputException if the file is missing
   * @throws CorruptArtifactException if it is not a complete safetensors file
   */
  public static SafetensorsIndex of(Path file) throws IOException {
    return of(file, null);
  }

  /** Reads an index as {@link #of(Path)} does; a header equal to the other's is not kept twice. */
  public static SafetensorsIndex of(Path file, @Nullable SafetensorsIndex like) throws IOException {
    try (FileChannel channel = open(file)) {
      return of(file, channel, like);
    }
  }

  static SafetensorsIndex of(Path file, FileChannel channel, @Nullable SafetensorsIndex like)
      throws IOException {
    long size = channel.size();
    byte[] start = bytes(file, channel, 0, (int) Math.min(size, Long.BYTES));
    int length = headerLength(file, start, size);
    byte[] json = bytes(file, channel, Long.BYTES, length);
    if (like != null && like.size == size && Arrays.equals(like.encoded, json)) {
      return new SafetensorsIndex(file, size, like.encoded, like.header);
    }
    long data = size - Long.BYTES - length;
    return new SafetensorsIndex(
        file, size, json, new SafetensorsHeaderParser(file, data).parse(json));
  }

  /**
   * Returns the length of the header.
   *
   * @param start the file's first bytes
   * @param size the file's length
   */
  static int headerLength(Path file, byte[] start, long size) {
    if (size < Long.BYTES) {
      throw Damage.found(file, "file", size + " bytes", "at least " + Long.BYTES);
    }
    long length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
    long longest = Math.min(SafetensorsHeader.LONGEST, size - Long.BYTES);
    if (length < 0 || length > longest) {
      throw Damage.found(
          file, "header length", Long.toUnsignedString(length), "at most " + longest);
    }
    return (int) length;
  }

  /** Returns the file. */
  public Path file() {
    return file;
  }

  /** Returns name, type and shape of every tensor, in header order. */
  public List<TensorLayout> layouts() {
    List<TensorLayout> layouts = new ArrayList<>();
    header.entries().values().forEach(entry -> layouts.add(entry.layout()));
    return layouts;
  }

  /** Returns whether the two files' headers are the same to the byte, and so their layouts. */
  public boolean hasHeaderOf(SafetensorsIndex other) {
    return header == other.header;
  }

  /**
   * Opens the file for reading.
   *
   * @throws MissingInputException if it is gone
   * @throws CorruptArtifactException if its length has changed
   */
  public SafetensorsFile open() throws IOException {
    FileChannel channel = open(file);
    long found = channel.size();
    if (found != size) {
      channel.close();
      throw Damage.found(file, "file", found + " bytes", size + ", its length a moment ago");
    }
    return new SafetensorsFile(this, channel);
  }

  SafetensorsHeader header() {
    return header;
  }

  long dataStart() {
    return Long.BYTES + (long) encoded.length;
  }

  static FileChannel open(Path file) throws IOException {
    Damage.requireFile(file, "a safetensors file");
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  /** Reads in blocks, since the JDK keeps a direct buffer as large as the largest single read. */
  static byte[] bytes(Path file, FileChannel channel, long position, int length)
      throws IOException {
    byte[] bytes = new byte[length];
    for (int filled = 0; filled < length; filled += BLOCK) {
      ByteBuffer block = ByteBuffer.wrap(bytes, filled, Math.min(BLOCK, length - filled));
      fill(file, channel, position + filled, block);
    }
    return bytes;
  }

  static void fill(Path file, FileChannel channel, long position, ByteBuffer target)
      throws IOException {
    long next = position;
    while (target.hasRemaining()) {
      int n = channel.read(target, next);
      if (n < 0) {
        throw Damage.found(file, "data", new EOFException("the file ended early"));
      }
      next += n;
    }
  }
}
