package org.fedmas.tables.parquet;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses and decompresses pages with Zstandard directly: Parquet's own codecs load Hadoop's
 * configuration first, which costs a large part of a second in every process.
 */
final class ZstandardPages
    implements CompressionCodecFactory,
        CompressionCodecFactory.BytesInputCompressor,
        CompressionCodecFactory.BytesInputDecompressor {

  private static final int LEVEL = 3;

  @Override
  public ZstandardPages getCompressor(CompressionCodecName name) {
    if (name != CompressionCodecName.ZSTD) {
      throw new IllegalArgumentException("found compression " + name + ", expected ZSTD");
    }
    return this;
  }

  @Override
  public ZstandardPages getDecompressor(CompressionCodecName name) {
    return getCompressor(name);
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public BytesInput compress(BytesInput bytes) throws IOException {
    return BytesInput.from(Zstd.compress(bytes.toByteArray(), LEVEL));
  }

  @Override
  public BytesInput decompress(BytesInput bytes, int decompressedSize) throws IOException {
    return BytesInput.from(decompress(bytes.toByteArray(), decompressedSize));
  }

  @Override
  public void decompress(
      ByteBuffer input, int compressedSize, ByteBuffer output, int decompressedSize)
      throws IOException {
    byte[] bytes = new byte[compressedSize];
    input.get(bytes);
    output.put(decompress(bytes, decompressedSize));
  }

  /** Sizes are compared before the memory is taken: a damaged page must not claim gigabytes. */
  private static byte[] decompress(byte[] bytes, int decompressedSize) throws IOException {
    long found = Zstd.getFrameContentSize(bytes);
    if (found != decompressedSize) {
      throw new IOException("a page of " + found + " bytes, expected " + decompressedSize);
    }
    return Zstd.decompress(bytes, decompressedSize);
  }

  @Override
  public void release() {}
}
