package org.fedmas.images.header;

import java.nio.ByteOrder;
import org.fedmas.images.ImageSize;

/**
 * The first page of a TIFF file.
 *
 * @param size width and height
 * @param order the order of bytes in numbers
 * @param samples the values of a pixel
 * @param coding the compression of the data
 * @param segments the strips or tiles
 * @param orientation how the picture was held, 1 to 8
 */
public record TiffHeader(
    ImageSize size,
    ByteOrder order,
    TiffSamples samples,
    TiffCoding coding,
    TiffSegments segments,
    int orientation)
    implements PictureHeader {

  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int ORIENTATION = 274;

  @Override
  public boolean isMeasured() {
    return samples.isMeasured();
  }

  static boolean signs(byte[] file) {
    HeaderBytes bytes = HeaderBytes.little(PictureFormat.TIFF, file);
    return bytes.has(0, "II*\0") || bytes.has(0, "MM\0*");
  }

  static TiffHeader of(byte[] file) throws UnreadableBytes {
    TiffDirectory directory = TiffDirectory.read(file);
    HeaderBytes bytes = directory.bytes();
    long width = directory.number(WIDTH, 0);
    long height = directory.number(HEIGHT, 0);
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw bytes.damaged("the header states a size of " + width + "×" + height);
    }
    ImageSize size = new ImageSize((int) width, (int) height);
    TiffCoding coding = TiffCoding.read(directory);
    TiffSamples samples = TiffSamples.read(directory);
    TiffSegments segments = TiffSegments.read(directory, size, samples.perPixel());
    int orientation = (int) directory.number(ORIENTATION, 1);
    return new TiffHeader(
        size,
        bytes.order(),
        samples,
        coding,
        segments,
        orientation >= 1 && orientation <= 8 ? orientation : 1);
  }
}
