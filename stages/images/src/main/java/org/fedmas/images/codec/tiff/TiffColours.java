package org.fedmas.images.codec.tiff;

import java.util.Optional;
import org.fedmas.images.RgbImage;
import org.fedmas.images.codec.ValueWindow;
import org.fedmas.images.header.TiffHeader;
import org.fedmas.images.header.TiffSamples;
import org.fedmas.images.header.UnreadableBytes;

/** The conversion of a page's values to RGB; collects them pixel by pixel. */
interface TiffColours {

  /** Returns how many values of a pixel are needed; those after them are skipped. */
  int used();

  /**
   * Takes a value.
   *
   * @param pixel row · width + column
   * @param component the value's place among those of its pixel
   * @param row of the pixel in its segment
   * @param index the value's place in that row
   */
  void put(int pixel, int component, SampleRows rows, int row, int index);

  /**
   * Returns the picture of all values.
   *
   * @throws UnreadableBytes if the values have no meaning without further settings
   */
  RgbImage image() throws UnreadableBytes;

  /** Returns the conversion that a page needs. */
  static TiffColours of(TiffHeader header, Optional<ValueWindow> window) throws UnreadableBytes {
    TiffSamples samples = header.samples();
    return samples.isMeasured()
        ? new MeasuredGrey(header, window)
        : new StoredColours(header.size(), samples);
  }
}
