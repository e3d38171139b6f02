package org.fedmas.images.prepare;

import java.util.List;
import java.util.Locale;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.images.RgbImage;
import org.fedmas.images.decode.Decoding;

/**
 * How a source picture is prepared: the keys {@code image.*}.
 *
 * @param resize to which size
 * @param crop side of the central square that is kept, 0 to keep all
 * @param constancy whether and how the colour of the light is removed, after resizing
 */
public record ImageSettings(Resize resize, int crop, ColourConstancy constancy) {

  /** The keys' common prefix; {@link Decoding} has keys with it, too. */
  public static final String PREFIX = "image";

  /** The keys. */
  public static final List<String> KEYS =
      List.of("image.size", "image.resize", "image.crop", "image.colour-constancy");

  /** Reads the keys. */
  public static ImageSettings read(ConfigReader reader) {
    int size = reader.integer("image.size", 224, 8, 4096);
    String resize = reader.choice("image.resize", "squash", List.of("squash", "shorter-side"));
    String constancy =
        reader.choice("image.colour-constancy", "off", List.of("off", "clip", "wrap"));
    boolean squash = resize.equals("squash");
    // FLamby's networks see 200 of 224 pixels
    int crop = squash ? 0 : reader.integer("image.crop", size * 25 / 28, 8, Math.max(8, size - 1));
    return new ImageSettings(
        squash ? new Resize.Squash(size) : new Resize.ShorterSide(size),
        crop,
        ColourConstancy.valueOf(constancy.toUpperCase(Locale.ROOT)));
  }

  /** Squashed to a square of that side, colours as they are. */
  public static ImageSettings squash(int size) {
    return new ImageSettings(new Resize.Squash(size), 0, ColourConstancy.OFF);
  }

  /** Side of the prepared square in pixels. */
  public int side() {
    return resize instanceof Resize.Squash squash ? squash.size() : crop;
  }

  /** Returns the prepared picture. */
  public RgbImage prepare(RgbImage source) {
    return finish(resize.apply(source));
  }

  /** What is left to do once a picture has its size. */
  public RgbImage finish(RgbImage resized) {
    RgbImage whole = constancy.apply(resized);
    return crop == 0 ? whole : whole.crop(crop, crop);
  }
}
