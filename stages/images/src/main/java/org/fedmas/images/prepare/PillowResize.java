package org.fedmas.images.prepare;

import org.fedmas.images.ImageSize;
import org.fedmas.images.PixelRows;
import org.fedmas.images.RgbImage;

/**
 * Antialiased bilinear resizing with the very bytes of the Pillow library: a triangle filter as
 * wide as the reduction, weights in 22-bit fixed point, columns first, then rows, rounded and
 * clipped to 8 bits after each. A direction that keeps its size has weights of 0 and 1.
 *
 * <p>The source is read in blocks of rows. A block is turned on its side, so that the columns that
 * are added up are arrays of neighbouring pixels, and back again; its rows are then added up as
 * they come. Memory for it depends on the result's size, not on the source's.
 */
public final class PillowResize {

  /** Rows of a block; a multiple of {@link LineSums#GROUP}. Longer lines make better loops. */
  private static final int ROWS = 256;

  /** The number of columns that are turned at once; a multiple of {@link LineSums#GROUP}. */
  private static final int COLUMNS = 64;

  /** Columns that are read at once. */
  private static final int WIDEST = 4096;

  private PillowResize() {}

  /**
   * Returns the image at another size; the same object if the size does not change.
   *
   * @throws IllegalArgumentException if a side is not positive or the result exceeds an array
   */
  public static RgbImage resize(RgbImage image, int width, int height) {
    return resize(new PixelRows.OfImage(image), width, height);
  }

  public static RgbImage resize(PixelRows source, int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("cannot resize to " + width + "×" + height);
    }
    ImageSize size = source.size();
    if (size.width() == width && size.height() == height) {
      return source.image();
    }
    Rows rows = new Rows(width, length(width, height));
    LineSums down = new LineSums(TriangleWeights.of(size.height(), height), height, width, rows);
    int block = Math.min(ROWS, roundedUp(size.height()));
    Narrowing narrowing = new Narrowing(source, width, block);
    for (int y = 0; y < size.height(); y += block) {
      int[][] narrowed = narrowing.rows(y, Math.min(block, size.height() - y));
      for (int row = 0; row < block && y + row < size.height(); row += LineSums.GROUP) {
        down.add(narrowed[row], narrowed[row + 1], narrowed[row + 2], narrowed[row + 3]);
      }
    }
    return new RgbImage(width, height, rows.pixels);
  }

  private static int roundedUp(int rows) {
    return (rows + LineSums.GROUP - 1) / LineSums.GROUP * LineSums.GROUP;
  }

  private static int length(int width, int height) {
    long length = (long) width * height * RgbImage.CHANNELS;
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("an image of " + width + "×" + height + " is too large");
    }
    return (int) length;
  }

  /** The result, row by row. */
  private static final class Rows implements LineSums.Target {

    private final int[] row;
    private final byte[] pixels;

    Rows(int width, int length) {
      row = new int[width];
      pixels = new byte[length];
    }

    @Override
    public int[] line(int number) {
      return row;
    }

    @Override
    public void done(int number) {
      PixelRows.unpack(row, row.length, pixels, number * row.length * RgbImage.CHANNELS);
    }
  }

  /** Blocks of rows at the result's width. */
  private static final class Narrowing implements LineSums.Target {

    /** Outgoing columns that are turned back at once: as many words as a line of the cache has. */
    private static final int TURNED = 16;

    private final PixelRows source;
    private final int width;
    private final int[] block;
    private final int[][] columns;
    private final int[][] turned;
    private final int[][] narrowed;
    private final LineSums across;
    private int height;

    Narrowing(PixelRows source, int width, int rows) {
      this.source = source;
      this.width = width;
      int from = source.size().width();
      this.block = new int[rows * Math.min(WIDEST, from)];
      this.columns = new int[COLUMNS][rows];
      this.turned = new int[TURNED][rows];
      this.narrowed = new int[rows][width];
      this.across = new LineSums(TriangleWeights.of(from, width), width, rows, this);
    }

    /** Returns the rows y … y + height − 1; the rest of the array has no meaning. */
    int[][] rows(int y, int height) {
      this.height = height;
      across.restart();
      int from = source.size().width();
      for (int x = 0; x < from; x += WIDEST) {
        int wide = Math.min(WIDEST, from - x);
        source.read(x, y, wide, height, block);
        for (int start = 0; start < wide; start += COLUMNS) {
          int count = Math.min(COLUMNS, wide - start);
          for (int row = 0; row < height; row += 8) {
            turn(start, count, wide, row, Math.min(height, row + 8));
          }
          for (int i = 0; i < count; i += LineSums.GROUP) {
            across.add(columns[i], columns[i + 1], columns[i + 2], columns[i + 3]);
          }
        }
      }
      return narrowed;
    }

    /** Writes a few rows at once, which lie together in memory. */
    private void turn(int start, int count, int stride, int firstRow, int lastRow) {
      for (int i = 0; i < count; i++) {
        int[] column = columns[i];
        int at = firstRow * stride + start + i;
        for (int row = firstRow; row < lastRow; row++) {
          column[row] = block[at];
          at += stride;
        }
      }
    }

    @Override
    public int[] line(int number) {
      return turned[number % TURNED];
    }

    @Override
    public void done(int number) {
      int count = number % TURNED + 1;
      if (count == TURNED || number == width - 1) {
        int first = number + 1 - count;
        for (int row = 0; row < height; row++) {
          int[] words = narrowed[row];
          for (int i = 0; i < count; i++) {
            words[first + i] = turned[i][row];
          }
        }
      }
    }
  }
}
