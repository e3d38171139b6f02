package org.fedmas.images.header;

import org.fedmas.images.ImageSize;

/**
 * The strips or tiles of a TIFF page, whose data is compressed one by one.
 *
 * @param tiled whether all have the same size, those at the edges with filling
 * @param size the size of each; the last strip may be lower
 * @param planar whether each holds one value of its pixels, and not all
 * @param offsets positions of their data in the file, row by row, plane by plane
 * @param lengths bytes of their data
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TiffSegments(
    boolean tiled, ImageSize size, boolean planar, long[] offsets, long[] lengths) {

  private static final int STRIP_OFFSETS = 273;
  private static final int ROWS_PER_STRIP = 278;
  private static final int STRIP_LENGTHS = 279;
  private static final int PLANAR = 284;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_LENGTHS = 325;

  /** Tiles are squares of a few hundred pixels. */
  private static final long LARGEST_TILE = 1 << 26;

  static TiffSegments read(TiffDirectory directory, ImageSize page, int samples)
      throws UnreadableBytes {
    HeaderBytes bytes = directory.bytes();
    boolean tiled = directory.has(TILE_OFFSETS);
    ImageSize size = tiled ? tile(directory) : strip(directory, page);
    boolean planar = samples > 1 && directory.number(PLANAR, 1) == 2;
    long[] offsets = directory.numbers(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
    long[] lengths = directory.numbers(tiled ? TILE_LENGTHS : STRIP_LENGTHS);
    TiffSegments segments = new TiffSegments(tiled, size, planar, offsets, lengths);
    long expected = (long) segments.across(page) * segments.down(page) * (planar ? samples : 1);
    if (offsets.length < expected) {
      throw bytes.damaged("it has %s strips or tiles of %s".formatted(offsets.length, expected));
    }
    if (lengths.length < expected) {
      if (offsets.length != 1 || lengths.length > 0) {
        throw bytes.damaged(
            "it states the length of %s strips or tiles of %s".formatted(lengths.length, expected));
      }
      // some programs leave the length of a single strip out
      lengths = new long[] {Math.max(0, bytes.length() - offsets[0])};
    }
    for (int i = 0; i < expected; i++) {
      bytes.require(offsets[i], lengths[i]);
    }
    return new TiffSegments(tiled, size, planar, offsets, lengths);
  }

  /** Returns the number of segments beside each other. */
  public int across(ImageSize page) {
    return (int) (((long) page.width() + size.width() - 1) / size.width());
  }

  /** Returns the number of segments below each other. */
  public int down(ImageSize page) {
    return (int) (((long) page.height() + size.height() - 1) / size.height());
  }

  private static ImageSize strip(TiffDirectory directory, ImageSize page) throws UnreadableBytes {
    long rows = directory.number(ROWS_PER_STRIP, page.height());
    if (rows < 1) {
      throw directory.bytes().damaged("its strips have no rows");
    }
    return new ImageSize(page.width(), (int) Math.min(rows, page.height()));
  }

  private static ImageSize tile(TiffDirectory directory) throws UnreadableBytes {
    long width = directory.number(TILE_WIDTH, 0);
    long height = directory.number(TILE_HEIGHT, 0);
    if (width < 1
        || height < 1
        || width > LARGEST_TILE
        || height > LARGEST_TILE
        || width * height > LARGEST_TILE) {
      throw directory.bytes().damaged("its tiles are %s×%s pixels".formatted(width, height));
    }
    return new ImageSize((int) width, (int) height);
  }
}
