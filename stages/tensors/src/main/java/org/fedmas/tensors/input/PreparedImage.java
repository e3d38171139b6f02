package org.fedmas.tensors.input;

import org.fedmas.contract.artifact.Digest;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;

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
    String id, int label, Digest source, ImageSize sourceSize, RgbImage stored) {}
