package org.fedmas.tables.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.fedmas.tables.parquet.TableReader;

/**
 * Shards of which single images are read: with simulated clients every unit needs some images of
 * nearly every shard, and of clients with more images than memory may hold each is read when its
 * turn comes. A process unpacks a shard once into scratch space (the folder that {@code
 * java.io.tmpdir} names), where any image can be read on its own, so that work costs in proportion
 * to its images and not to whole shards. Safe for use by several threads.
 */
public final class SharedShards {

  /** Least recently used shards go first beyond this many bytes in all. */
  private static final long MOST = 64L << 30;

  private static final Map<Path, ScratchShard> OPEN = new LinkedHashMap<>(16, 0.75f, true);
  private static long bytes;

  private SharedShards() {}

  /** Returns whether the shard has been unpacked already. */
  public static synchronized boolean isUnpacked(Path shard) {
    return OPEN.containsKey(shard.toAbsolutePath());
  }

  /**
   * Returns a shard, unpacked now if it was not; empty if the scratch space is full.
   *
   * @param file a committed file, which never changes
   */
  public static synchronized Optional<ScratchShard> unpacked(Path file) throws IOException {
    Path shard = file.toAbsolutePath();
    ScratchShard known = OPEN.get(shard);
    if (known != null) {
      return Optional.of(known);
    }
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    if (!hasRoom(folder, shard)) {
      return Optional.empty();
    }
    ScratchShard unpacked = ScratchShard.unpack(shard, folder);
    OPEN.put(shard, unpacked);
    bytes += unpacked.bytes();
    var oldest = OPEN.values().iterator();
    while (bytes > MOST && oldest.hasNext()) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
    return Optional.of(unpacked);
  }

  /** Returns whether unpacking leaves at least half of what is free now. */
  private static boolean hasRoom(Path folder, Path shard) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (TableReader<ImageHeader> headers = ImageShard.headers(shard)) {
      long needed = 0;
      while (headers.hasNext()) {
        ImageHeader header = headers.next();
        needed += (long) header.width() * header.height() * ImageRow.CHANNELS;
      }
      // asks the folder itself: in a changed root a file store may have no entry in the mount table
      return 2 * needed < folder.toFile().getUsableSpace();
    }
  }
}
