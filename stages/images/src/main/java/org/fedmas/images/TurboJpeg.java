package org.fedmas.images;

import java.nio.IntBuffer;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * Decodes JPEG with libjpeg-turbo, which the natives of Leptonica bring along. At full size its
 * pixels are those of every libjpeg that computes the accurate integer transform and smooth colour
 * upsampling, Pillow's included.
 */
final class TurboJpeg {

  /** Another one may have other pixels: raise the preprocess stage's version with it. */
  static final String VERSION = "libjpeg-turbo 3.0.1";

  private static final Optional<String> PROBLEM = load();

  private TurboJpeg() {}

  /** Why the library cannot be used here; empty where it can. */
  static Optional<String> problem() {
    return PROBLEM;
  }

  /**
   * The picture, or nothing where the file is damaged or of an unusual form, so that the caller
   * asks a reader that can say more.
   *
   * @param reduction 1, 2, 4 or 8: what both sides are divided by, rounded up
   */
  static Optional<RgbImage> decode(byte[] file, JpegHeader header, int reduction) {
    int components = header.colours().components;
    // four inks are converted differently; without an end mark the library would print a warning
    if (components > 3 || !hasEndMark(file)) {
      return Optional.empty();
    }
    int[] warnings = {0};
    PIX picture = leptonica.pixReadMemJpeg(file, file.length, 0, reduction, warnings, 0);
    if (picture == null || picture.isNull()) {
      return Optional.empty();
    }
    try {
      ImageSize size = header.size().dividedBy(reduction);
      boolean expected =
          picture.w() == size.width()
              && picture.h() == size.height()
              && picture.d() == (components == 1 ? 8 : 32);
      return warnings[0] == 0 && expected
          ? Optional.of(new RgbImage(size.width(), size.height(), pixels(picture, size)))
          : Optional.empty();
    } finally {
      leptonica.pixDestroy(picture);
    }
  }

  /** Rows of 32-bit words: a pixel each, red highest, or four grey values, the first highest. */
  private static byte[] pixels(PIX picture, ImageSize size) {
    int words = picture.wpl();
    boolean grey = picture.d() == 8;
    IntBuffer data = picture.data().capacity((long) words * size.height()).asBuffer();
    byte[] pixels = new byte[(int) size.pixels() * RgbImage.CHANNELS];
    int[] row = new int[words];
    int o = 0;
    for (int y = 0; y < size.height(); y++) {
      data.get(row);
      for (int x = 0; x < size.width(); x++) {
        int value = grey ? row[x >> 2] << 8 * (x & 3) : row[x];
        pixels[o] = (byte) (value >> 24);
        pixels[o + 1] = (byte) (grey ? value >> 24 : value >> 16);
        pixels[o + 2] = (byte) (grey ? value >> 24 : value >> 8);
        o += RgbImage.CHANNELS;
      }
    }
    return pixels;
  }

  private static boolean hasEndMark(byte[] file) {
    for (int i = file.length - 2; i > 1; i--) {
      if (file[i] == (byte) 0xFF && file[i + 1] == (byte) 0xD9) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> load() {
    try {
      leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
      BytePointer versions = leptonica.getImagelibVersions();
      String text = versions.getString();
      leptonica.lept_free(versions);
      return text.contains(VERSION)
          ? Optional.empty()
          : Optional.of("found " + text + ", expected " + VERSION);
    } catch (LinkageError | RuntimeException e) {
      return Optional.of(e.toString());
    }
  }
}
