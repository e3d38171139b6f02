package org.fedmas.tensors.input;

import java.util.Iterator;
import java.util.List;
import org.fedmas.images.RgbImage;
import org.fedmas.images.view.ViewSettings;

/**
 * Makes the pixels of views: equal views have equal pixels, whoever asks for them.
 *
 * @param settings how views are made
 * @param originals the source images, where views need them
 */
public record ViewRenderer(ViewSettings settings, Originals originals) {

  /** Returns one view's pixels. */
  public RgbImage pixels(ViewedImage viewed) {
    PreparedImage image = viewed.image();
    return settings.render(
        viewed.view(),
        image.stored(),
        image.sourceSize(),
        image.source(),
        () -> originals.pixels(image.id()));
  }

  /** Returns the pixels of at least one view. */
  public PixelBatch batch(List<ViewedImage> images) {
    return fill(empty(images.size()), images);
  }

  /**
   * Batches with their pixels, the next one made while the caller works on the one before.
   *
   * @param batches of which the caller uses one at a time
   * @param size of most batches
   */
  public Prefetcher<List<ViewedImage>, ViewBatch> ahead(
      Iterator<List<ViewedImage>> batches, int size) {
    List<PixelBatch> pixels = List.of(empty(size), empty(size));
    return new Prefetcher<>(
        batches, (images, slot) -> new ViewBatch(images, fill(pixels.get(slot), images)));
  }

  /** Memory for so many views, to be filled again and again. */
  public PixelBatch empty(int size) {
    return new PixelBatch(settings.image().side(), size);
  }

  /** Puts these views in place of what was there. */
  public PixelBatch fill(PixelBatch pixels, List<ViewedImage> images) {
    pixels.clear();
    images.forEach(image -> pixels.add(pixels(image)));
    return pixels;
  }
}
