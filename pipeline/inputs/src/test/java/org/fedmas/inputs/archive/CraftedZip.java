package org.fedmas.inputs.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A ZIP archive written byte by byte, possibly with false headers. */
public final class CraftedZip {

  private record Entry(String name, int mode, long crc, int packed, long size, int offset) {}

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Entry> entries = new ArrayList<>();

  /** Adds a correct file. */
  public CraftedZip file(String name, byte[] bytes) {
    return entry(name, 0100644, bytes, crc(bytes), bytes.length);
  }

  /** Adds a symbolic link. */
  public CraftedZip link(String name, String to) {
    byte[] bytes = to.getBytes(StandardCharsets.UTF_8);
    return entry(name, 0120777, bytes, crc(bytes), bytes.length);
  }

  /** Adds a file whose header has a false size. */
  public CraftedZip lyingSize(String name, byte[] bytes, long size) {
    return entry(name, 0100644, bytes, crc(bytes), size);
  }

  /** Adds a file with a false checksum. */
  public CraftedZip wrongChecksum(String name, byte[] bytes) {
    return entry(name, 0100644, bytes, crc(bytes) ^ 1, bytes.length);
  }

  /** Adds one more name for the packed bytes of the previous entry. */
  public CraftedZip again(String name) {
    Entry last = entries.get(entries.size() - 1);
    entries.add(
        new Entry(name, last.mode(), last.crc(), last.packed(), last.size(), last.offset()));
    return this;
  }

  /** Returns the bytes of the archive. */
  public byte[] bytes() {
    int start = out.size();
    for (Entry entry : entries) {
      byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
      ByteBuffer head = little(46 + name.length);
      head.putInt(0x02014b50).putShort((short) 0x031e).putShort((short) 20);
      common(head, entry, name);
      head.putShort((short) 0).putShort((short) 0).putShort((short) 0);
      head.putInt(entry.mode() << 16).putInt(entry.offset()).put(name);
      out.writeBytes(head.array());
    }
    ByteBuffer end = little(22);
    end.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
    end.putShort((short) entries.size()).putShort((short) entries.size());
    end.putInt(out.size() - start).putInt(start).putShort((short) 0);
    byte[] archive = new byte[out.size() + 22];
    System.arraycopy(out.toByteArray(), 0, archive, 0, out.size());
    System.arraycopy(end.array(), 0, archive, out.size(), 22);
    return archive;
  }

  private CraftedZip entry(String name, int mode, byte[] bytes, long crc, long size) {
    byte[] packed = deflated(bytes);
    Entry entry = new Entry(name, mode, crc, packed.length, size, out.size());
    entries.add(entry);
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer head = little(30 + text.length);
    head.putInt(0x04034b50).putShort((short) 20);
    common(head, entry, text);
    head.put(text);
    out.writeBytes(head.array());
    out.writeBytes(packed);
    return this;
  }

  /** Writes the fields that local and central headers have in common. */
  private static void common(ByteBuffer head, Entry entry, byte[] name) {
    head.putShort((short) 0x800).putShort((short) 8).putInt(0);
    head.putInt((int) entry.crc()).putInt(entry.packed()).putInt((int) entry.size());
    head.putShort((short) name.length).putShort((short) 0);
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    while (!deflater.finished()) {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return packed.toByteArray();
  }
}
