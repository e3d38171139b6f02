package org.fedmas.images.prepare;

import org.fedmas.contract.config.ConfigReader;
import org.fedmas.images.RgbImage;

/**
 * The preparation of a source picture: the keys {@code image.*}, apart from those of decoding.
 *
 * @param resize the change of size
 * @param crop side of the central square that is kept, 0 to keep all
 * @param constancy the removal of the light's colour, after resizing
 */
public record ImageSettings(Resize resize, int crop, ColourConstancy constancy) {

  public static ImageSettings read(ConfigReader reader) {
    Resize resize = Resize.read(reader);
    return new ImageSettings(resize, resize.crop(reader), ColourConstancy.choice().read(reader));
  }

  /** Returns settings that squash to a square of that side and keep colours. */
  public static ImageSettings squash(int size) {
    return new ImageSettings(new Resize.Squash(size), 0, ColourConstancy.OFF);
  }

  /** Returns the side of the prepared square in pixels. */
  public int side() {
    return crop == 0 ? resize.size() : crop;
  }

  public RgbImage prepare(RgbImage source) {
    return finish(resize.apply(source));
  }

  /** Returns the prepared picture of a resized one. */
  public RgbImage finish(RgbImage resized) {
    RgbImage whole = constancy.apply(resized);
    return crop == 0 ? whole : whole.crop(crop, crop);
  }
}
