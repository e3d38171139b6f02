package org.fedmas.tensors.input;

import org.fedmas.contract.artifact.Digest;
import org.fedmas.images.RgbImage;
import org.fedmas.images.View;

/**
 * A prepared image in memory.
 *
 * @param id its image id
 * @param label its class
 * @param source digest of its source, which keys its views
 * @param sourceShorterSide shorter side of the source in pixels
 * @param stored the prepared pixels, square
 */
public record PreparedImage(
    String id, int label, Digest source, int sourceShorterSide, RgbImage stored) {

  /** One view's pixels. */
  public RgbImage view(int view, long featuresSeed) {
    return View.render(stored, source, view, featuresSeed, sourceShorterSide);
  }
}
