package org.fedmas.tensors.checkpoint;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A ZIP archive in the layout of {@code torch.save}. Records are stored uncompressed, each starting
 * at a multiple of {@value #ALIGNMENT} bytes so that it can be mapped into memory. Equal records in
 * equal order give equal bytes: no time is written.
 */
final class AlignedArchive implements AutoCloseable {

  private static final int ALIGNMENT = 64;

  /** Length of a local file header before the name and the extra field. */
  private static final int HEADER_BYTES = 30;

  /** Identifier of the extra field that PyTorch pads with. */
  private static final short PADDING = 0x4246;

  private static final int PADDING_HEADER = 4;

  /** Time of all records; for earlier ones, the JDK adds a finer time, spoiling the padding. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final Counting counting;
  private final ZipOutputStream zip;

  AlignedArchive(Path file) throws IOException {
    this(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  AlignedArchive(OutputStream out) {
    counting = new Counting(out);
    zip = new ZipOutputStream(counting, StandardCharsets.UTF_8);
  }

  void add(String name, byte[] bytes) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    ZipEntry record = new ZipEntry(name);
    record.setMethod(ZipEntry.STORED);
    record.setSize(bytes.length);
    record.setCrc(checksum.getValue());
    record.setTimeLocal(NO_TIME);
    record.setExtra(padding(name));
    zip.putNextEntry(record);
    zip.write(bytes);
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private byte[] padding(String name) {
    long start =
        counting.written
            + HEADER_BYTES
            + name.getBytes(StandardCharsets.UTF_8).length
            + PADDING_HEADER;
    int length = (int) ((ALIGNMENT - start % ALIGNMENT) % ALIGNMENT);
    return ByteBuffer.allocate(PADDING_HEADER + length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(PADDING)
        .putShort((short) length)
        .array();
  }

  private static final class Counting extends FilterOutputStream {

    private long written;

    Counting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      written++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      written += length;
    }
  }
}
