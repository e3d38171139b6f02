package org.fedmas.tables.feature;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Footer;
import org.fedmas.contract.error.FedmasException;
import org.fedmas.tables.Damage;

/**
 * One file of features: keys in memory, features mapped.
 *
 * @param keys of every row, in file order
 * @param rows the row of every key
 * @param batches [rows of the batch × D] each
 */
record FeatureFile(
    Path file,
    int dimension,
    List<FeatureKey> keys,
    Map<FeatureKey, Integer> rows,
    List<FloatBuffer> batches) {

  private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

  /** Magic and padding before the first message. */
  private static final int PREFIX_BYTES = 8;

  /** Length of the footer and magic. */
  private static final int SUFFIX_BYTES = Integer.BYTES + MAGIC.length;

  /** Maps a file; arrow-vector's own reader would copy every batch instead. */
  static FeatureFile open(Path file) throws IOException {
    Damage.requireFile(file, "a feature table (Arrow IPC)");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return open(file, channel);
    } catch (FedmasException e) {
      throw e;
    } catch (RuntimeException e) {
      throw Damage.found(file, "metadata of a feature table", e);
    }
  }

  private static FeatureFile open(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < PREFIX_BYTES + SUFFIX_BYTES) {
      throw Damage.found(file, "file", size + " bytes", "an Arrow IPC file");
    }
    FileRegions regions = new FileRegions(file, channel);
    ByteBuffer suffix = regions.read("end of file", size - SUFFIX_BYTES, SUFFIX_BYTES);
    byte[] first = new byte[MAGIC.length];
    regions.read("start of file", 0, MAGIC.length).get(first);
    byte[] last = new byte[MAGIC.length];
    suffix.get(Integer.BYTES, last);
    if (!Arrays.equals(first, MAGIC) || !Arrays.equals(last, MAGIC)) {
      throw Damage.found(file, "first and last bytes", "others", "ARROW1");
    }
    int length = suffix.getInt(0);
    long footerStart = size - SUFFIX_BYTES - length;
    if (length <= 0 || footerStart < PREFIX_BYTES) {
      throw Damage.found(file, "footer length", length, "at most " + (size - SUFFIX_BYTES));
    }
    Footer footer = Footer.getRootAsFooter(regions.read("footer", footerStart, length));
    int dimension = dimension(file, footer);

    List<FeatureKey> keys = new ArrayList<>();
    List<FloatBuffer> batches = new ArrayList<>();
    int count = footer.recordBatchesLength();
    for (int i = 0; i < count; i++) {
      String where = "record batch " + i + " of " + count;
      Block block = footer.recordBatches(i);
      FeatureBatch batch = FeatureBatch.read(regions, where, block, footerStart, dimension);
      int rows = batch.keys().size();
      if (rows != FeatureSchema.BATCH_ROWS && i < count - 1) {
        throw Damage.found(file, where, rows + " rows", FeatureSchema.BATCH_ROWS);
      }
      keys.addAll(batch.keys());
      batches.add(batch.features());
    }
    return new FeatureFile(file, dimension, keys, rows(file, keys), batches);
  }

  private static int dimension(Path file, Footer footer) {
    org.apache.arrow.flatbuf.Schema schema = footer.schema();
    List<String> found = schema == null ? List.of() : FeatureSchema.describe(schema);
    int dimension =
        found.size() == 3 && found.get(2).contains("fixed_size_list")
            ? FeatureSchema.size(schema.fields(2))
            : 0;
    if (dimension < 1 || !found.equals(FeatureSchema.expected(Integer.toString(dimension)))) {
      throw Damage.found(file, "columns", found, FeatureSchema.expected("D"));
    }
    if (footer.dictionariesLength() > 0 || schema.endianness() != 0) {
      throw Damage.found(
          file, "footer", "dictionaries or big-endian data", "little-endian data without them");
    }
    return dimension;
  }

  private static Map<FeatureKey, Integer> rows(Path file, List<FeatureKey> keys) {
    Map<FeatureKey, Integer> rows = new HashMap<>();
    for (int row = 0; row < keys.size(); row++) {
      if (rows.put(keys.get(row), row) != null) {
        throw Damage.found(file, "row " + row, keys.get(row) + " again", "each view once");
      }
    }
    return rows;
  }

  /** Returns the row of a key, negative if there is none. */
  int row(FeatureKey key) {
    return rows.getOrDefault(key, -1);
  }

  void copy(int row, float[] target, int offset) {
    batches
        .get(row / FeatureSchema.BATCH_ROWS)
        .get(row % FeatureSchema.BATCH_ROWS * dimension, target, offset, dimension);
  }

  /** Parts of the file, each checked against its length before memory is taken. */
  record FileRegions(Path file, FileChannel channel) {

    ByteBuffer read(String where, long position, long length) throws IOException {
      require(where, position, length);
      ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, position + bytes.position()) < 0) {
          throw Damage.found(file, where, "the file's end", length + " bytes");
        }
      }
      return bytes.flip();
    }

    FloatBuffer map(String where, long position, long length) throws IOException {
      require(where, position, length);
      return channel
          .map(FileChannel.MapMode.READ_ONLY, position, length)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer();
    }

    private void require(String where, long position, long length) throws IOException {
      long size = channel.size();
      if (position < 0 || length < 0 || length > Integer.MAX_VALUE || position > size - length) {
        throw Damage.found(
            file, where, length + " bytes from " + position, "a place within " + size + " bytes");
      }
    }
  }
}
