package org.fedmas.images.codec.tiff;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;
import org.fedmas.images.codec.ValueWindow;
import org.fedmas.images.header.TiffHeader;
import org.fedmas.images.header.TiffSamples;
import org.fedmas.images.header.TiffSegments;
import org.fedmas.images.header.UnreadableBytes;

/** The decoder of the first page of TIFF files: strips or tiles, in one plane or several. */
public final class TiffPixels {

  private final byte[] file;
  private final TiffHeader header;
  private final SegmentData data;
  private final TiffColours colours;

  private TiffPixels(
      byte[] file, TiffHeader header, Optional<ValueWindow> window, List<String> warnings)
      throws UnreadableBytes {
    this.file = file;
    this.header = header;
    this.data = new SegmentData(header, warnings);
    this.colours = TiffColours.of(header, window);
  }

  /**
   * Decodes a file, as stored: the orientation is not applied.
   *
   * @param window the range of grey values of more than 8 bits
   * @param warnings receives warnings about JPEG data that could be decoded nevertheless
   * @throws UnreadableBytes if the data is cut short or damaged
   */
  public static RgbImage decode(
      byte[] file, TiffHeader header, Optional<ValueWindow> window, List<String> warnings)
      throws UnreadableBytes {
    TiffPixels pixels = new TiffPixels(file, header, window, warnings);
    pixels.read();
    return pixels.colours.image();
  }

  private void read() throws UnreadableBytes {
    TiffSegments segments = header.segments();
    int across = segments.across(header.size());
    int down = segments.down(header.size());
    TiffSamples samples = header.samples();
    int planes = segments.planar() ? samples.perPixel() : 1;
    for (int plane = 0; plane < planes && plane < colours.used(); plane++) {
      for (int row = 0; row < down; row++) {
        for (int column = 0; column < across; column++) {
          read(plane, row, column, (plane * down + row) * across + column);
        }
      }
    }
  }

  private void read(int plane, int row, int column, int index) throws UnreadableBytes {
    TiffSegments segments = header.segments();
    ImageSize size = segments.size();
    int left = column * size.width();
    int top = row * size.height();
    int width = Math.min(size.width(), header.size().width() - left);
    int height = Math.min(size.height(), header.size().height() - top);
    // the last strip holds the rows that are left, tiles are always whole
    ImageSize stored = segments.tiled() ? size : new ImageSize(size.width(), height);
    int inSegment = segments.planar() ? 1 : header.samples().perPixel();
    int from = (int) segments.offsets()[index];
    byte[] packed = Arrays.copyOfRange(file, from, from + (int) segments.lengths()[index]);
    byte[] values = data.unpacked(packed, stored, inSegment);
    SampleRows rows =
        new SampleRows(values, header.order(), header.samples(), stored.width() * inSegment);
    int wanted = segments.planar() ? 1 : colours.used();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int pixel = (top + y) * header.size().width() + left + x;
        for (int c = 0; c < wanted; c++) {
          colours.put(pixel, plane + c, rows, y, x * inSegment + c);
        }
      }
    }
  }
}
