package org.fedmas.images.decode;

import java.util.List;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;

/**
 * A decoded picture.
 *
 * @param source size of the picture in its file
 * @param image its pixels, at the size that they were brought to
 * @param warnings the decoder's warnings about damage that it could skip
 */
public record PreparedPicture(ImageSize source, RgbImage image, List<String> warnings) {}
