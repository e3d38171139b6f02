package org.fedmas.inputs.download;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fedmas.contract.json.Json;
import org.fedmas.store.file.DurableFiles;

/** The bytes received so far ({@code NAME.part}) and their origin ({@code NAME.part.json}). */
public final class PartFile implements AutoCloseable {

  /** Length of a file whose server does not announce one. */
  static final long UNKNOWN = -1;

  /**
   * The origin of the received bytes, as stored for a later process.
   *
   * @param validator entity tag of this version of the file, empty if the server has none
   * @param total length of the file, {@link #UNKNOWN} if not announced
   */
  record Origin(String address, String validator, long total) {}

  private final Path file;
  private final Path originFile;
  private final RandomAccessFile bytes;
  private Origin origin;
  private long written;

  private PartFile(Path target, Origin origin, long written) throws IOException {
    this.file = path(target);
    this.originFile = origin(target);
    this.bytes = new RandomAccessFile(file.toFile(), "rw");
    this.origin = origin;
    this.written = written;
    bytes.setLength(written);
    bytes.seek(written);
  }

  /** Returns the path of the file in which the bytes of a target collect. */
  public static Path path(Path target) {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  /** Returns the number of bytes of an earlier download that the next download can keep. */
  public static long left(Path target, URI address) {
    try {
      Origin origin = Json.mapper().readValue(origin(target).toFile(), Origin.class);
      long written = Files.size(path(target));
      boolean known = address.toString().equals(origin.address()) && origin.validator() != null;
      return known && (origin.total() < 0 || written <= origin.total()) ? written : 0;
    } catch (IOException e) {
      // damaged, written by another version, or absent
      return 0;
    }
  }

  /** Deletes the bytes of an earlier download. */
  public static void delete(Path target) throws IOException {
    Files.deleteIfExists(origin(target));
    Files.deleteIfExists(path(target));
  }

  /** Opens the rest of an earlier download from the same address, or a new file. */
  static PartFile open(Path target, URI address) throws IOException {
    long left = left(target, address);
    Origin origin =
        left > 0
            ? Json.mapper().readValue(origin(target).toFile(), Origin.class)
            : new Origin(address.toString(), "", UNKNOWN);
    return new PartFile(target, origin, left);
  }

  private static Path origin(Path target) {
    return target.resolveSibling(target.getFileName() + ".part.json");
  }

  /** Returns the folder of the file. */
  Path folder() {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file : parent;
  }

  Origin origin() {
    return origin;
  }

  long written() {
    return written;
  }

  boolean isWhole() {
    return written == origin.total();
  }

  /** Drops the bytes received so far and begins with another version of the file. */
  void restart(String validator, long total) throws IOException {
    bytes.setLength(0);
    written = 0;
    origin = new Origin(origin.address(), validator, total);
    DurableFiles.local().replace(originFile, Json.pretty(Json.tree(origin)));
  }

  /** Appends received bytes. */
  void append(byte[] buffer, int length) throws IOException {
    bytes.write(buffer, 0, length);
    written += length;
  }

  /** Marks the bytes received so far as the whole file. */
  void end() {
    origin = new Origin(origin.address(), origin.validator(), written);
  }

  /** Forces the bytes to the disk, or deletes the file if it has none. */
  @Override
  public void close() throws IOException {
    try (bytes) {
      bytes.getFD().sync();
    }
    if (written == 0 && !isWhole()) {
      Files.deleteIfExists(originFile);
      Files.deleteIfExists(file);
    }
  }
}
