package org.fedmas.images.turbo;

import java.nio.IntBuffer;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.fedmas.images.ImageSize;
import org.fedmas.images.PixelRows;
import org.fedmas.images.header.JpegHeader;

/** The libjpeg-turbo that the natives of Leptonica bring along, called through Leptonica. */
final class BundledJpeg implements NativeJpeg {

  /**
   * Loads the natives.
   *
   * @throws LinkageError if they cannot be loaded here
   */
  BundledJpeg() {
    leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
  }

  @Override
  public <T> Optional<T> decode(
      byte[] file, JpegHeader header, int reduction, Function<PixelRows, T> use) {
    int[] warnings = {0};
    PIX picture;
    boolean printed;
    try (NativeErrorStream.Watch watch = NativeErrorStream.watch()) {
      picture = leptonica.pixReadMemJpeg(file, file.length, 0, reduction, warnings, 0);
      // warnings about the end of the file come after Leptonica has counted
      printed = watch.printed();
    }
    if (picture == null || picture.isNull()) {
      return Optional.empty();
    }
    try {
      ImageSize size = header.size().dividedBy(reduction);
      boolean grey = header.colours().components == 1;
      boolean expected =
          picture.w() == size.width()
              && picture.h() == size.height()
              && picture.d() == (grey ? 8 : 32);
      return warnings[0] == 0 && !printed && expected
          ? Optional.of(use.apply(new Rows(picture, size, grey)))
          : Optional.empty();
    } finally {
      leptonica.pixDestroy(picture);
    }
  }

  /** Rows of 32-bit words: a pixel each, red highest, or four grey values, the first highest. */
  private static final class Rows implements PixelRows {

    private final ImageSize size;
    private final boolean grey;
    private final int stride;
    private final IntBuffer data;

    Rows(PIX picture, ImageSize size, boolean grey) {
      this.size = size;
      this.grey = grey;
      this.stride = picture.wpl();
      this.data = picture.data().capacity((long) stride * size.height()).asBuffer();
    }

    @Override
    public ImageSize size() {
      return size;
    }

    @Override
    public void read(int x, int y, int columns, int rows, int[] words) {
      if (!grey && columns == stride) {
        data.position(y * stride);
        data.get(words, 0, rows * columns);
      } else {
        for (int row = 0; row < rows; row++) {
          read(x, y + row, columns, words, row * columns);
        }
      }
      if (!grey) {
        turnAround(words, rows * columns);
      }
    }

    private void read(int x, int y, int columns, int[] words, int at) {
      if (!grey) {
        data.position(y * stride + x);
        data.get(words, at, columns);
        return;
      }
      for (int i = 0; i < columns; i++) {
        int four = data.get(y * stride + (x + i >> 2));
        int value = four << 8 * (x + i & 3) >>> 24;
        words[at + i] = value | value << 8 | value << 16;
      }
    }

    private static void turnAround(int[] words, int count) {
      for (int i = 0; i < count; i++) {
        int word = words[i];
        words[i] = word >>> 24 | word >>> 8 & 0xFF00 | word << 8 & 0xFF0000;
      }
    }
  }
}
