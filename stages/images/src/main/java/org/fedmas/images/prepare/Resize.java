package org.fedmas.images.prepare;

import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;

/** A way to bring a source picture to the size that is stored. */
public sealed interface Resize extends Named {

  static Resize read(ConfigReader reader) {
    Choice<Resize> choice =
        Choice.of("image.resize", "squash", new Squash(224), new ShorterSide(224));
    return choice.read(reader).configured(reader);
  }

  /** Returns this way to the configured size. */
  Resize configured(ConfigReader reader);

  /** Returns the size that was asked for, in pixels. */
  int size();

  /** Reads the side of the central square that is kept; 0 where the result is square already. */
  default int crop(ConfigReader reader) {
    return 0;
  }

  private static int size(ConfigReader reader, int otherwise) {
    return reader.integer("image.size", otherwise, 8, 4096);
  }

  /** Returns the size that a picture of this size gets. */
  ImageSize target(ImageSize source);

  /** Returns the width of a result's pixel divided by its height, in the source's pixels. */
  double stretch(ImageSize source);

  /** Returns the number of result pixels per pixel of the source, along its shorter side. */
  default double scale(ImageSize source) {
    return (double) size() / source.shorterSide();
  }

  /** Returns the picture at its target size. */
  default RgbImage apply(RgbImage image) {
    ImageSize target = target(image.size());
    return PillowResize.resize(image, target.width(), target.height());
  }

  /**
   * Square, whatever the source's proportions.
   *
   * @param size both sides in pixels
   */
  record Squash(int size) implements Resize {

    public Squash {
      requirePositive(size);
    }

    @Override
    public String id() {
      return "squash";
    }

    @Override
    public Squash configured(ConfigReader reader) {
      return new Squash(Resize.size(reader, size));
    }

    @Override
    public ImageSize target(ImageSize source) {
      return new ImageSize(size, size);
    }

    @Override
    public double stretch(ImageSize source) {
      return (double) source.width() / source.height();
    }
  }

  /**
   * Proportions kept: both sides times {@code k = size / shorter side}, decimals dropped. In
   * floating point the shorter side sometimes comes out as size − 1 (767 · 224/767 is below 224),
   * and the published preprocessing keeps that.
   *
   * @param size the shorter side in pixels
   */
  record ShorterSide(int size) implements Resize {

    public ShorterSide {
      requirePositive(size);
    }

    @Override
    public String id() {
      return "shorter-side";
    }

    @Override
    public ShorterSide configured(ConfigReader reader) {
      return new ShorterSide(Resize.size(reader, size));
    }

    @Override
    public int crop(ConfigReader reader) {
      // FLamby's networks see 200 of 224 pixels
      return reader.integer("image.crop", size * 25 / 28, 8, Math.max(8, size - 1));
    }

    @Override
    public ImageSize target(ImageSize source) {
      double k = scale(source);
      return new ImageSize(
          Math.max(1, (int) (source.width() * k)), Math.max(1, (int) (source.height() * k)));
    }

    @Override
    public double stretch(ImageSize source) {
      return 1;
    }
  }

  private static void requirePositive(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("an image size must be positive, was " + size);
    }
  }
}
