package org.fedmas.tables.image;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fedmas.tables.parquet.TableReader;
import org.jspecify.annotations.Nullable;

/**
 * Shards that many units read, a few images each: with simulated clients every unit needs some
 * images of nearly every shard. A process unpacks a shard once into scratch space (the folder that
 * {@code java.io.tmpdir} names), where any image can be read on its own, so that a round costs in
 * proportion to its images and not to clients times shards. Without room there, shards are streamed
 * whole each time: slower, with equal results. Safe for use by several threads.
 */
public final class SharedShards {

  /** Least recently used shards go first beyond this many bytes in all. */
  private static final long MOST = 64L << 30;

  private static final Map<Path, ScratchShard> OPEN = new LinkedHashMap<>(16, 0.75f, true);
  private static long bytes;

  private SharedShards() {}

  /**
   * Some images of a shard.
   *
   * @param shard a committed file, which never changes
   * @param wanted image ids; those of other shards are ignored
   * @return in the shard's order
   */
  public static List<ImageRow> select(Path shard, Set<String> wanted) throws IOException {
    ScratchShard scratch = open(shard.toAbsolutePath());
    if (scratch == null) {
      return stream(shard, wanted);
    }
    List<ImageRow> rows = new ArrayList<>();
    for (String imageId : scratch.imageIds()) {
      if (wanted.contains(imageId)) {
        rows.add(scratch.row(imageId));
      }
    }
    return rows;
  }

  /** The same images, read from the shard itself. */
  public static List<ImageRow> stream(Path shard, Set<String> wanted) throws IOException {
    List<ImageRow> chosen = new ArrayList<>();
    try (TableReader<ImageRow> rows = ImageShard.read(shard)) {
      while (rows.hasNext()) {
        ImageRow row = rows.next();
        if (wanted.contains(row.imageId())) {
          chosen.add(row);
        }
      }
    }
    return chosen;
  }

  private static synchronized @Nullable ScratchShard open(Path shard) throws IOException {
    ScratchShard known = OPEN.get(shard);
    if (known != null) {
      return known;
    }
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    if (!hasRoom(folder, shard)) {
      return null;
    }
    ScratchShard unpacked = ScratchShard.unpack(shard, folder);
    OPEN.put(shard, unpacked);
    bytes += unpacked.bytes();
    var oldest = OPEN.values().iterator();
    while (bytes > MOST && oldest.hasNext()) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
    return unpacked;
  }

  /** Whether unpacking leaves at least half of what is free now. */
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
      FileStore store = Files.getFileStore(folder);
      return 2 * needed < store.getUsableSpace();
    }
  }
}
