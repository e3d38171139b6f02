package org.fedmas.images.decode;

import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;

/**
 * What became of a source picture.
 *
 * @param source size of the picture in its file
 * @param image its pixels, at the size that they were brought to
 */
public record PreparedPicture(ImageSize source, RgbImage image) {}
