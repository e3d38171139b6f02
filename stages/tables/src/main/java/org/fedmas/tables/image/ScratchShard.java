package org.fedmas.tables.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.tables.parquet.TableReader;

/**
 * A shard whose pixels lie uncompressed in a mapped file, so that one image costs one image to read
 * and not a row group. The file is deleted as soon as it is mapped; its space is free again when
 * the object is garbage. Safe for use by several threads.
 */
public final class ScratchShard {

  /** Fits every image; a mapping ends at 2 GB. */
  private static final long MOST_MAPPED = 1L << 30;

  private record Location(ImageHeader header, int window, int offset) {}

  private final Map<String, Location> locations = new LinkedHashMap<>();
  private final List<ByteBuffer> windows = new ArrayList<>();
  private long bytes;

  private ScratchShard() {}

  /**
   * Unpacks a shard.
   *
   * @param folder for the file
   */
  static ScratchShard unpack(Path shard, Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "fedmas-pixels-", ".raw");
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        TableReader<ImageRow> rows = ImageShard.read(shard)) {
      ScratchShard scratch = new ScratchShard();
      long start = 0;
      while (rows.hasNext()) {
        ImageRow row = rows.next();
        if (scratch.bytes - start > MOST_MAPPED) {
          scratch.map(channel, start);
          start = scratch.bytes;
        }
        scratch.locations.put(
            row.imageId(),
            new Location(row.header(), scratch.windows.size(), (int) (scratch.bytes - start)));
        ByteBuffer pixels = ByteBuffer.wrap(row.pixels());
        while (pixels.hasRemaining()) {
          scratch.bytes += channel.write(pixels, scratch.bytes);
        }
      }
      scratch.map(channel, start);
      return scratch;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  long bytes() {
    return bytes;
  }

  /** Returns the headers of its images, in the shard's order. */
  public List<ImageHeader> headers() {
    return locations.values().stream().map(Location::header).toList();
  }

  /** Returns one of its images. */
  public ImageRow row(String imageId) {
    Location location = locations.get(imageId);
    if (location == null) {
      throw new IllegalArgumentException("image " + imageId + " is not in the shard");
    }
    ImageHeader header = location.header();
    byte[] pixels = new byte[header.width() * header.height() * ImageRow.CHANNELS];
    windows.get(location.window()).get(location.offset(), pixels);
    return new ImageRow(header, pixels);
  }

  private void map(FileChannel channel, long start) throws IOException {
    windows.add(channel.map(FileChannel.MapMode.READ_ONLY, start, bytes - start));
  }
}
