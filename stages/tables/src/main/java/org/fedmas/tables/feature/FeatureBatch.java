package org.fedmas.tables.feature;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.fedmas.tables.Damage;
import org.fedmas.tables.feature.FeatureFile.FileRegions;

/**
 * One record batch of a feature file.
 *
 * @param features [rows × D], mapped
 */
record FeatureBatch(List<FeatureKey> keys, FloatBuffer features) {

  /** Continuation marker and length before a message's metadata. */
  private static final int MESSAGE_PREFIX_BYTES = 8;

  private static final int CONTINUATION = -1;

  /** image_id, view, features and the list's items. */
  private static final int NODES = 4;

  // positions in the batch's list of buffers; each column has its validity bits before
  private static final int IMAGE_ID_OFFSETS = 1;
  private static final int IMAGE_ID_BYTES = 2;
  private static final int VIEWS = 4;
  private static final int FEATURES = 7;
  private static final int BUFFERS = 8;

  static FeatureBatch read(
      FileRegions regions, String where, Block block, long dataEnd, int dimension)
      throws IOException {
    long bodyStart = block.offset() + block.metaDataLength();
    if (block.offset() < 0
        || block.metaDataLength() < MESSAGE_PREFIX_BYTES
        || block.bodyLength() < 0
        || bodyStart > dataEnd - block.bodyLength()) {
      throw Damage.found(
          regions.file(),
          where,
          block.bodyLength() + " bytes from " + bodyStart,
          "a place before the footer at " + dataEnd);
    }
    ByteBuffer metadata = regions.read(where, block.offset(), block.metaDataLength());
    if (metadata.getInt(0) != CONTINUATION) {
      throw Damage.found(regions.file(), where, "another start", "an Arrow message");
    }
    metadata.position(MESSAGE_PREFIX_BYTES);
    Message message = Message.getRootAsMessage(metadata);
    RecordBatch batch = new RecordBatch();
    if (message.headerType() != MessageHeader.RecordBatch || message.header(batch) == null) {
      throw Damage.found(
          regions.file(), where, "message type " + message.headerType(), "a record batch");
    }
    Body body = new Body(regions, where, batch, bodyStart, block.bodyLength());
    int rows = body.rows(dimension);
    long featureBytes = (long) rows * dimension * Float.BYTES;
    FloatBuffer features = regions.map(where, body.start(FEATURES, featureBytes), featureBytes);
    return new FeatureBatch(body.keys(rows), features);
  }

  private record Body(
      FileRegions regions, String where, RecordBatch batch, long bodyStart, long bodyLength) {

    /** Returns the number of rows, if all columns have so many values and none is null. */
    int rows(int dimension) {
      long rows = batch.length();
      if (rows < 1 || rows > FeatureSchema.BATCH_ROWS) {
        throw damage(rows + " rows", "1 to " + FeatureSchema.BATCH_ROWS);
      }
      if (batch.compression() != null) {
        throw damage("compression", "none");
      }
      if (batch.nodesLength() != NODES || batch.buffersLength() != BUFFERS) {
        throw damage(
            batch.nodesLength() + " nodes and " + batch.buffersLength() + " buffers",
            NODES + " and " + BUFFERS);
      }
      for (int i = 0; i < NODES; i++) {
        long expected = i == NODES - 1 ? rows * dimension : rows;
        if (batch.nodes(i).length() != expected || batch.nodes(i).nullCount() != 0) {
          throw damage(
              batch.nodes(i).length() + " values, " + batch.nodes(i).nullCount() + " null",
              expected + " values, none null");
        }
      }
      return (int) rows;
    }

    List<FeatureKey> keys(int rows) throws IOException {
      ByteBuffer offsets = read(IMAGE_ID_OFFSETS, (rows + 1L) * Integer.BYTES);
      ByteBuffer views = read(VIEWS, (long) rows * Integer.BYTES);
      ByteBuffer bytes = read(IMAGE_ID_BYTES, offsets.getInt(rows * Integer.BYTES));
      byte[] text = new byte[bytes.remaining()];
      bytes.get(text);
      List<FeatureKey> keys = new ArrayList<>(rows);
      for (int row = 0; row < rows; row++) {
        int begin = offsets.getInt(row * Integer.BYTES);
        int end = offsets.getInt((row + 1) * Integer.BYTES);
        if (begin < 0 || begin > end || end > text.length) {
          throw damage(
              "image_id from " + begin + " to " + end, "a place within " + text.length + " bytes");
        }
        String imageId = new String(text, begin, end - begin, StandardCharsets.UTF_8);
        keys.add(new FeatureKey(imageId, views.getInt(row * Integer.BYTES)));
      }
      return keys;
    }

    ByteBuffer read(int index, long length) throws IOException {
      return regions.read(where, start(index, length), length);
    }

    /** Returns the start of a buffer in the file, after a check of its size. */
    long start(int index, long length) {
      Buffer buffer = batch.buffers(index);
      if (buffer.offset() < 0
          || length < 0
          || buffer.length() < length
          || buffer.offset() > bodyLength - buffer.length()) {
        throw damage(
            "buffer " + index + " of " + buffer.length() + " bytes from " + buffer.offset(),
            length + " bytes within a body of " + bodyLength);
      }
      return bodyStart + buffer.offset();
    }

    private RuntimeException damage(String found, Object expected) {
      return Damage.found(regions.file(), where, found, expected);
    }
  }
}
