package org.fedmas.images;

/**
 * Decoded pixels, wherever they lie, as 32-bit words: red in the lowest byte, then green, then
 * blue; the highest byte means nothing. What a native library decoded is read from its memory in
 * blocks, without a copy of the whole.
 */
public interface PixelRows {

  ImageSize size();

  /**
   * Copies a rectangle.
   *
   * @param words [rows, columns], row-major
   */
  void read(int x, int y, int columns, int rows, int[] words);

  default RgbImage image() {
    int width = size().width();
    byte[] pixels = new byte[(int) size().pixels() * RgbImage.CHANNELS];
    int[] row = new int[width];
    for (int y = 0; y < size().height(); y++) {
      read(0, y, width, 1, row);
      unpack(row, width, pixels, y * width * RgbImage.CHANNELS);
    }
    return new RgbImage(width, size().height(), pixels);
  }

  /** Writes each word as three bytes. */
  static void unpack(int[] words, int count, byte[] pixels, int from) {
    int o = from;
    for (int i = 0; i < count; i++) {
      int word = words[i];
      pixels[o] = (byte) word;
      pixels[o + 1] = (byte) (word >> 8);
      pixels[o + 2] = (byte) (word >> 16);
      o += RgbImage.CHANNELS;
    }
  }

  /** The rows of an image in memory. */
  record OfImage(RgbImage image) implements PixelRows {

    @Override
    public ImageSize size() {
      return image.size();
    }

    @Override
    public void read(int x, int y, int columns, int rows, int[] words) {
      byte[] pixels = image.pixels();
      int o = 0;
      for (int row = y; row < y + rows; row++) {
        int i = (row * image.width() + x) * RgbImage.CHANNELS;
        for (int column = 0; column < columns; column++) {
          words[o++] =
              pixels[i] & 0xFF | (pixels[i + 1] & 0xFF) << 8 | (pixels[i + 2] & 0xFF) << 16;
          i += RgbImage.CHANNELS;
        }
      }
    }
  }
}
