package org.fedmas.images.codec.tiff;

import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;
import org.fedmas.images.header.JpegColours;
import org.fedmas.images.header.TiffSamples;
import org.fedmas.images.header.UnreadableBytes;

/** Grey of up to 8 bits, RGB, palettes and inks; of 16 bits the highest 8 are kept. */
final class StoredColours implements TiffColours {

  private final ImageSize size;
  private final TiffSamples samples;
  private final int used;
  private final byte[] values;

  StoredColours(ImageSize size, TiffSamples samples) throws UnreadableBytes {
    this.size = size;
    this.samples = samples;
    this.used = samples.colours().components + (samples.premultiplied() ? 1 : 0);
    long bytes = size.pixels() * used;
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new UnreadableBytes("%s pixels of %s values are too many".formatted(size, used));
    }
    this.values = new byte[(int) bytes];
  }

  @Override
  public int used() {
    return used;
  }

  @Override
  public void put(int pixel, int component, SampleRows rows, int row, int index) {
    values[pixel * used + component] = (byte) rows.upTo8Bits(row, index);
  }

  @Override
  public RgbImage image() {
    return new RgbImage(size.width(), size.height(), rgb());
  }

  private byte[] rgb() {
    int count = (int) size.pixels();
    return switch (samples.colours()) {
      case BLACK_IS_ZERO, WHITE_IS_ZERO -> grey(count);
      case PALETTE -> lookedUp(count);
      case CMYK -> JpegColours.printToRgb(values, used);
      case RGB, YCBCR -> samples.premultiplied() ? divided(count) : values;
    };
  }

  private byte[] grey(int count) {
    // the largest value of so few bits becomes white
    int step = 255 / ((1 << Math.min(samples.bits(), 8)) - 1);
    boolean inverted = samples.colours() == TiffSamples.Colours.WHITE_IS_ZERO;
    byte[] rgb = new byte[count * RgbImage.CHANNELS];
    for (int i = 0, o = 0; i < count; i++) {
      int level = (values[i * used] & 0xFF) * step;
      for (int c = 0; c < RgbImage.CHANNELS; c++) {
        rgb[o++] = (byte) (inverted ? 255 - level : level);
      }
    }
    return rgb;
  }

  private byte[] lookedUp(int count) {
    int colours = 1 << samples.bits();
    byte[] rgb = new byte[count * RgbImage.CHANNELS];
    for (int i = 0, o = 0; i < count; i++) {
      int index = values[i * used] & 0xFF;
      for (int c = 0; c < RgbImage.CHANNELS; c++) {
        rgb[o++] = (byte) (samples.palette()[c * colours + index] >> 8);
      }
    }
    return rgb;
  }

  /** Divides colours by their alpha, as Pillow does it; where alpha is 0, they are black. */
  private byte[] divided(int count) {
    byte[] rgb = new byte[count * RgbImage.CHANNELS];
    for (int i = 0, o = 0; i < count; i++) {
      int alpha = values[i * used + RgbImage.CHANNELS] & 0xFF;
      for (int c = 0; c < RgbImage.CHANNELS; c++) {
        int value = values[i * used + c] & 0xFF;
        rgb[o++] = (byte) (alpha == 0 ? 0 : Math.min(255, value * 255 / alpha));
      }
    }
    return rgb;
  }
}
