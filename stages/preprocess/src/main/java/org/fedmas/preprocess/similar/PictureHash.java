package org.fedmas.preprocess.similar;

import java.util.HexFormat;
import java.util.Optional;
import org.fedmas.images.RgbImage;
import org.fedmas.images.prepare.PillowResize;

/**
 * A perceptual hash of a picture: a difference hash and a colour thumbnail.
 *
 * <p>The difference hash reduces the picture to {@value #SIDE} + 1 by {@value #SIDE} pixels of
 * luminance (0.299 R + 0.587 G + 0.114 B). A bit is set where a pixel is brighter than its left
 * neighbour by {@value #STEP} grey levels or more. The margin keeps the noise of JPEG encoders out
 * of the hash. The thumbnail has {@value #THUMBNAIL} by {@value #THUMBNAIL} pixels of RGB. It tells
 * pictures apart that have few edges. Both reductions are bilinear and antialiased ({@link
 * PillowResize}), so equal pixels have equal hashes on every machine.
 */
final class PictureHash {

  /** Most bits in which the difference hashes of nearly identical pictures differ, of 256. */
  static final int MOST_BITS = 10;

  /** Largest mean distance of the thumbnails of nearly identical pictures, in grey levels. */
  static final int MOST_LEVELS = 4;

  private static final int SIDE = 16;
  private static final int THUMBNAIL = 8;
  private static final int STEP = 2;
  private static final int WORDS = SIDE * SIDE / Long.SIZE;
  private static final int VALUES = THUMBNAIL * THUMBNAIL * RgbImage.CHANNELS;

  /** The 256 bits of the difference hash, row by row. */
  private final long[] edges;

  /** The values of the thumbnail, row by row, red first. */
  private final byte[] colours;

  private PictureHash(long[] edges, byte[] colours) {
    this.edges = edges;
    this.colours = colours;
  }

  /** Returns the hash of a decoded picture. */
  static PictureHash of(RgbImage picture) {
    RgbImage small = PillowResize.resize(picture, SIDE + 1, SIDE);
    long[] edges = new long[WORDS];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        if (luminance(small, x + 1, y) - luminance(small, x, y) >= STEP * 1000) {
          int bit = y * SIDE + x;
          edges[bit / Long.SIZE] |= 1L << (bit % Long.SIZE);
        }
      }
    }
    return new PictureHash(edges, PillowResize.resize(picture, THUMBNAIL, THUMBNAIL).pixels());
  }

  /** Returns whether two pictures are identical or nearly so. */
  boolean isNear(PictureHash other) {
    int bits = 0;
    for (int i = 0; i < WORDS; i++) {
      bits += Long.bitCount(edges[i] ^ other.edges[i]);
    }
    if (bits > MOST_BITS) {
      return false;
    }
    int levels = 0;
    for (int i = 0; i < VALUES; i++) {
      levels += Math.abs((colours[i] & 0xFF) - (other.colours[i] & 0xFF));
    }
    return levels <= MOST_LEVELS * VALUES;
  }

  /** Returns the hash in hexadecimal digits. */
  String text() {
    HexFormat hex = HexFormat.of();
    StringBuilder text = new StringBuilder();
    for (long word : edges) {
      text.append(hex.toHexDigits(word));
    }
    return text.append(hex.formatHex(colours)).toString();
  }

  /** Returns the hash of a text; empty if the text is not a hash. */
  static Optional<PictureHash> parse(String text) {
    int digits = 16 * WORDS;
    if (!text.matches("[0-9a-f]{%s}".formatted(digits + 2 * VALUES))) {
      return Optional.empty();
    }
    long[] edges = new long[WORDS];
    for (int i = 0; i < WORDS; i++) {
      edges[i] = HexFormat.fromHexDigitsToLong(text, 16 * i, 16 * i + 16);
    }
    return Optional.of(new PictureHash(edges, HexFormat.of().parseHex(text.substring(digits))));
  }

  private static int luminance(RgbImage image, int x, int y) {
    return 299 * image.value(x, y, 0) + 587 * image.value(x, y, 1) + 114 * image.value(x, y, 2);
  }
}
