package org.fedmas.tensors.input;

import org.fedmas.contract.artifact.Digest;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;
import org.fedmas.images.ViewSettings;

/**
 * A prepared image in memory.
 *
 * @param id its image id
 * @param label its class
 * @param source digest of its source, which keys its views
 * @param sourceSize pixels of its source
 * @param stored the prepared pixels, square
 */
public record PreparedImage(
    String id, int label, Digest source, ImageSize sourceSize, RgbImage stored) {

  /** One view's pixels. */
  public RgbImage view(int view, ViewSettings views) {
    return views.render(stored, sourceSize, source, view);
  }
}
