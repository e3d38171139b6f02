package org.fedmas.tables.feature;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;

/**
 * A writer of a feature table, row by row, that holds one record batch. Equal rows in equal order
 * give equal bytes. Not safe for use by several threads.
 */
public final class FeatureTableWriter implements AutoCloseable {

  private final int dimension;
  private final FileChannel channel;
  private final BufferAllocator allocator = new RootAllocator();
  private final VectorSchemaRoot root;
  private final VarCharVector imageIds;
  private final IntVector views;
  private final FixedSizeListVector lists;
  private final Float4Vector features;
  private final ArrowFileWriter writer;
  private final Set<FeatureKey> keys = new HashSet<>();
  private int batchRows;
  private boolean closed;

  /**
   * Creates or replaces the file.
   *
   * @param dimension features per row, D ≥ 1
   */
  public FeatureTableWriter(Path file, int dimension) throws IOException {
    if (dimension < 1 || dimension > Integer.MAX_VALUE / Float.BYTES / FeatureSchema.BATCH_ROWS) {
      throw new IllegalArgumentException("cannot store features of dimension " + dimension);
    }
    this.dimension = dimension;
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    root = VectorSchemaRoot.create(FeatureSchema.of(dimension), allocator);
    imageIds = (VarCharVector) root.getVector(FeatureSchema.IMAGE_ID);
    views = (IntVector) root.getVector(FeatureSchema.VIEW);
    lists = (FixedSizeListVector) root.getVector(FeatureSchema.FEATURES);
    features = (Float4Vector) lists.getDataVector();
    writer = new ArrowFileWriter(root, new MapDictionaryProvider(), channel);
    writer.start();
  }

  /**
   * Appends the features of an image's view.
   *
   * @param values D features
   * @throws IllegalArgumentException if there are not D of them, or that view has a row already
   */
  public void write(String imageId, int view, float[] values) throws IOException {
    write(imageId, view, values, 0, values.length);
  }

  /**
   * Appends the features of an image's view, which lie in a larger array.
   *
   * @param length D
   * @throws IllegalArgumentException if it is not D, or that view has a row already
   */
  public void write(String imageId, int view, float[] values, int offset, int length)
      throws IOException {
    FeatureKey key = new FeatureKey(imageId, view);
    if (length != dimension) {
      throw new IllegalArgumentException(
          key + ": found " + length + " features, expected " + dimension);
    }
    if (!keys.add(key)) {
      throw new IllegalArgumentException(key + " is in the table already");
    }
    imageIds.setSafe(batchRows, imageId.getBytes(StandardCharsets.UTF_8));
    views.setSafe(batchRows, view);
    lists.startNewValue(batchRows);
    for (int i = 0; i < length; i++) {
      features.setSafe(batchRows * dimension + i, values[offset + i]);
    }
    batchRows++;
    if (batchRows == FeatureSchema.BATCH_ROWS) {
      writeBatch();
    }
  }

  /** Writes the last batch and the footer; without them no reader accepts the file. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (allocator;
        root;
        channel;
        writer) {
      if (batchRows > 0) {
        writeBatch();
      }
      writer.end();
    }
  }

  private void writeBatch() throws IOException {
    root.setRowCount(batchRows);
    writer.writeBatch();
    imageIds.reset();
    views.reset();
    lists.reset();
    batchRows = 0;
  }
}
