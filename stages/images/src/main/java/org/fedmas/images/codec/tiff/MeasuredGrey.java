package org.fedmas.images.codec.tiff;

import java.util.Locale;
import java.util.Optional;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;
import org.fedmas.images.codec.GreyScale;
import org.fedmas.images.codec.ValueWindow;
import org.fedmas.images.header.TiffHeader;
import org.fedmas.images.header.TiffSamples;
import org.fedmas.images.header.UnreadableBytes;

/** Grey values of more than 8 bits, which are scaled by their depth or by a window. */
final class MeasuredGrey implements TiffColours {

  /** Floating-point pictures without a window: 0 is black and 1 is white. */
  private static final ValueWindow UNIT = new ValueWindow(0, 1);

  private final ImageSize size;
  private final boolean checksRange;
  private final boolean inverted;
  private final GreyScale scale;
  private final byte[] pixels;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  MeasuredGrey(TiffHeader header, Optional<ValueWindow> window) {
    TiffSamples samples = header.samples();
    boolean floating = samples.kind() == TiffSamples.Kind.FLOATING;
    this.size = header.size();
    this.checksRange = floating && window.isEmpty();
    this.inverted = samples.colours() == TiffSamples.Colours.WHITE_IS_ZERO;
    this.scale =
        checksRange
            ? GreyScale.of(UNIT)
            : GreyScale.of(window, samples.bits(), samples.kind() == TiffSamples.Kind.SIGNED);
    this.pixels = new byte[(int) size.pixels() * RgbImage.CHANNELS];
  }

  @Override
  public int used() {
    return 1;
  }

  @Override
  public void put(int pixel, int component, SampleRows rows, int row, int index) {
    double value = rows.number(row, index);
    least = Math.min(least, value);
    most = Math.max(most, value);
    int level = inverted ? 255 - scale.level(value) : scale.level(value);
    for (int c = 0; c < RgbImage.CHANNELS; c++) {
      pixels[pixel * RgbImage.CHANNELS + c] = (byte) level;
    }
  }

  @Override
  public RgbImage image() throws UnreadableBytes {
    if (checksRange && !(least >= 0 && most <= 1)) {
      throw new UnreadableBytes(
          String.format(
              Locale.ROOT,
              "TIFF of floating-point values: found %s to %s, expected 0 to 1. Set %s: LOW..HIGH",
              least,
              most,
              ValueWindow.KEY));
    }
    return new RgbImage(size.width(), size.height(), pixels);
  }
}
