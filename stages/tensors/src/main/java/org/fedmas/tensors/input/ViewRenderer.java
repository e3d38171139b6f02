package org.fedmas.tensors.input;

import java.util.List;
import org.fedmas.images.RgbImage;
import org.fedmas.images.ViewSettings;

/**
 * Makes the pixels of views: equal views have equal pixels, whoever asks for them.
 *
 * @param settings how views are made
 * @param originals the source images, where views need them
 */
public record ViewRenderer(ViewSettings settings, Originals originals) {

  /** One view's pixels. */
  public RgbImage pixels(ViewedImage viewed) {
    PreparedImage image = viewed.image();
    return settings.render(
        viewed.view(),
        image.stored(),
        image.sourceSize(),
        image.source(),
        () -> originals.pixels(image.id()));
  }

  /** The pixels of at least one view. */
  public PixelBatch batch(List<ViewedImage> images) {
    PixelBatch pixels = new PixelBatch(settings.image().side(), images.size());
    images.forEach(image -> pixels.add(pixels(image)));
    return pixels;
  }
}
