package org.fedmas.tensors.input;

import java.util.function.Supplier;
import org.fedmas.contract.Digest;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;

/**
 * A prepared image whose pixels are in memory, or are read whenever they are asked for.
 *
 * @param id its image id
 * @param label its class
 * @param source digest of its source, which keys its views
 * @param sourceSize pixels of its source
 * @param pixels gives the prepared pixels, square; may be asked by any thread
 */
public record PreparedImage(
    String id, int label, Digest source, ImageSize sourceSize, Supplier<RgbImage> pixels) {

  /** Creates an image in memory. */
  public PreparedImage(String id, int label, Digest source, ImageSize sourceSize, RgbImage stored) {
    this(id, label, source, sourceSize, () -> stored);
  }

  /** Returns the prepared pixels. */
  public RgbImage stored() {
    return pixels.get();
  }
}
