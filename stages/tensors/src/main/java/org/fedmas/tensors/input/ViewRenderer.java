package org.fedmas.tensors.input;

import java.util.Iterator;
import java.util.List;
import org.fedmas.images.RgbImage;
import org.fedmas.images.view.ViewSettings;

/**
 * A renderer of views. Equal views have equal pixels.
 *
 * @param settings the settings of the augmentation
 * @param originals the source images, where views need them
 */
public record ViewRenderer(ViewSettings settings, Originals originals) {

  private RgbImage pixels(ViewedImage viewed) {
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
   * Returns an iterator over batches with their pixels; the next batch is rendered while the caller
   * uses the current one.
   *
   * @param batches the batches, of which the caller uses one at a time
   * @param size size of most batches
   */
  public Prefetcher<List<ViewedImage>, ViewBatch> ahead(
      Iterator<List<ViewedImage>> batches, int size) {
    List<PixelBatch> pixels = List.of(empty(size), empty(size));
    return new Prefetcher<>(
        batches, (images, slot) -> new ViewBatch(images, fill(pixels.get(slot), images)));
  }

  /** Returns an empty batch with memory for that many views, which can be refilled. */
  public PixelBatch empty(int size) {
    return new PixelBatch(size);
  }

  /** Replaces the content of a batch by the pixels of these views. */
  public PixelBatch fill(PixelBatch pixels, List<ViewedImage> images) {
    pixels.clear();
    images.forEach(image -> pixels.add(pixels(image)));
    return pixels;
  }
}
