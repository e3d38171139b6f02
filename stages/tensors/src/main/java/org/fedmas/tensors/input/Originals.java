package org.fedmas.tensors.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.images.RgbImage;
import org.fedmas.images.decode.ImageDecoder;
import org.fedmas.images.decode.ImageUnreadableException;
import org.fedmas.tables.image.OriginalShard;
import org.fedmas.tables.model.StoredTensor;

/** Source images at full size, decoded on request and not cached. */
public record Originals(OriginalShard shard) implements AutoCloseable {

  /** Opens the originals of some artifacts' folders; the list is empty where views need none. */
  public static Originals open(List<Path> folders) throws IOException {
    return new Originals(OriginalShard.open(folders));
  }

  /**
   * Returns an image at the size of its source.
   *
   * @throws CorruptArtifactException if its bytes cannot be decoded
   */
  RgbImage pixels(String imageId) {
    try {
      StoredTensor original = shard.original(imageId);
      long[] shape = original.shape();
      return shape.length == 3
          ? new RgbImage((int) shape[1], (int) shape[0], original.data())
          : ImageDecoder.decode(original.data(), imageId);
    } catch (ImageUnreadableException e) {
      throw new CorruptArtifactException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the original of image " + imageId, e);
    }
  }

  @Override
  public void close() throws IOException {
    shard.close();
  }
}
