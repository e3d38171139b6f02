package org.fedmas.images.header;

/**
 * The conversion of JPEG components to RGB, with the same 16-bit fixed-point arithmetic as the
 * Independent JPEG Group's library, hence the same bytes.
 */
public final class JpegColours {

  private static final int HALF = 1 << 15;

  /** The share of the red-difference component in red, and in green (shifted by 16). */
  private static final int[] RED = new int[256];

  private static final int[] GREEN_BY_RED = new int[256];

  /** The share of the blue-difference component in blue, and in green (shifted by 16). */
  private static final int[] BLUE = new int[256];

  private static final int[] GREEN_BY_BLUE = new int[256];

  static {
    for (int i = 0; i < 256; i++) {
      int difference = i - 128;
      RED[i] = fixed(1.402) * difference + HALF >> 16;
      BLUE[i] = fixed(1.772) * difference + HALF >> 16;
      GREEN_BY_RED[i] = -fixed(0.71414) * difference;
      GREEN_BY_BLUE[i] = -fixed(0.34414) * difference + HALF;
    }
  }

  private JpegColours() {}

  /**
   * Returns the RGB values of components; the array may be reused for the result.
   *
   * @param components [n, components of a pixel]
   * @return [n, 3]
   */
  public static byte[] toRgb(byte[] components, JpegHeader.Colours colours) {
    return switch (colours) {
      case GREY -> grey(components);
      case YCBCR -> brightnessToRgb(components, 3);
      case RGB -> components;
      case CMYK -> inkToRgb(invertColours(components));
      // cyan, magenta, yellow are stored as 255 minus this RGB, and inverted once more by the
      // convention below: what is left is RGB taken for ink
      case YCCK -> inkToRgb(brightnessToRgb(components, 4));
    };
  }

  /**
   * Returns the RGB values of inks that are stored as they are printed: 255 is full ink.
   *
   * @param inks [n, stride], cyan, magenta, yellow, black and what follows
   * @return [n, 3]
   */
  public static byte[] printToRgb(byte[] inks, int stride) {
    byte[] values = new byte[inks.length / stride * 4];
    for (int i = 0, o = 0; o < values.length; i += stride, o += 4) {
      System.arraycopy(inks, i, values, o, 3);
      values[o + 3] = (byte) ~inks[i + 3];
    }
    return inkToRgb(values);
  }

  private static byte[] grey(byte[] values) {
    byte[] rgb = new byte[values.length * 3];
    for (int i = 0, o = 0; i < values.length; i++, o += 3) {
      rgb[o] = values[i];
      rgb[o + 1] = values[i];
      rgb[o + 2] = values[i];
    }
    return rgb;
  }

  private static byte[] brightnessToRgb(byte[] values, int stride) {
    for (int i = 0; i < values.length; i += stride) {
      int y = values[i] & 0xFF;
      int cb = values[i + 1] & 0xFF;
      int cr = values[i + 2] & 0xFF;
      values[i] = (byte) clip(y + RED[cr]);
      values[i + 1] = (byte) clip(y + (GREEN_BY_BLUE[cb] + GREEN_BY_RED[cr] >> 16));
      values[i + 2] = (byte) clip(y + BLUE[cb]);
    }
    return values;
  }

  /** Inverts cyan, magenta and yellow, which Adobe stores inverted; files of others are rare. */
  private static byte[] invertColours(byte[] values) {
    for (int i = 0; i < values.length; i += 4) {
      values[i] = (byte) ~values[i];
      values[i + 1] = (byte) ~values[i + 1];
      values[i + 2] = (byte) ~values[i + 2];
    }
    return values;
  }

  /** Returns the light that four inks leave; the stored (inverted) black is its own light. */
  private static byte[] inkToRgb(byte[] values) {
    byte[] rgb = new byte[values.length / 4 * 3];
    for (int i = 0, o = 0; i < values.length; i += 4, o += 3) {
      int light = values[i + 3] & 0xFF;
      for (int c = 0; c < 3; c++) {
        int product = (values[i + c] & 0xFF) * light + 128;
        rgb[o + c] = (byte) (light - (product + (product >> 8) >> 8));
      }
    }
    return rgb;
  }

  private static int clip(int value) {
    return Math.max(0, Math.min(255, value));
  }

  private static int fixed(double factor) {
    return (int) (factor * 65536 + 0.5);
  }
}
