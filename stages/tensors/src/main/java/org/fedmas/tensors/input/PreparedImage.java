package org.fedmas.tensors.input;

import java.util.function.Supplier;
import org.fedmas.contract.Digest;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;

/**
 * A prepared image whose pixels are in memory or are read on each request.
 *
 * @param id its image id
 * @param label its class
 * @param source digest of its source file, the key of its views
 * @param sourceSize height and width of its source
 * @param pixels supplier of the square prepared pixels; thread-safe
 */
public record PreparedImage(
    String id, int label, Digest source, ImageSize sourceSize, Supplier<RgbImage> pixels) {

  /** Returns the prepared pixels. */
  public RgbImage stored() {
    return pixels.get();
  }
}
