package org.fedmas.images.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.fedmas.images.Pictures;
import org.fedmas.images.RgbImage;
import org.junit.jupiter.api.Test;

class BmpTest {

  private static final RgbImage PICTURE = Pictures.smooth(23, 17);
  private static final int[] PALETTE = {0x102030, 0xFF0000, 0x00FF00, 0x0000FF};

  @Test
  void colourIsReadFromBottomToTop() throws Exception {
    assertThat(Decoded.of(colour())).isEqualTo(PICTURE);
  }

  @Test
  void aNegativeHeightMeansTopToBottom() throws Exception {
    byte[] file =
        bitmap(2, -2, 24, 0, new byte[] {1, 2, 3, 4, 5, 6, 0, 0, 7, 8, 9, 10, 11, 12, 0, 0});
    assertThat(Decoded.of(file).pixels()).containsExactly(3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10);
  }

  @Test
  void paletteOfFourBits() throws Exception {
    byte[] file = bitmap(3, 1, 4, 0, new byte[] {0x12, 0x30, 0, 0});
    assertThat(Decoded.of(file).pixels())
        .isEqualTo(Decoded.rgb(PALETTE[1], PALETTE[2], PALETTE[3]));
  }

  @Test
  void paletteOfOneBit() throws Exception {
    byte[] file = bitmap(9, 1, 1, 0, new byte[] {(byte) 0b10000000, (byte) 0x80, 0, 0});
    assertThat(Decoded.of(file).value(0, 0, 0)).isEqualTo(0xFF);
    assertThat(Decoded.of(file).value(1, 0, 2)).isEqualTo(0x30);
    assertThat(Decoded.of(file).value(8, 0, 0)).isEqualTo(0xFF);
  }

  @Test
  void fiveBitsOfAColourDropDecimals() throws Exception {
    byte[] file = bitmap(1, 1, 16, 0, new byte[] {0x21, 0x04, 0, 0});
    assertThat(Decoded.of(file).pixels()).containsExactly(8, 8, 8);
  }

  @Test
  void runsOfEightBits() throws Exception {
    byte[] runs = {
      2, 1, 0, 3, 2, 3, 2, 0, 0, 0, 0, 2, 1, 0, 3, 3, 0, 0, 0, 1,
    };
    byte[] file = bitmap(5, 2, 8, 1, runs);
    assertThat(indices(file)).containsExactly(0, 3, 3, 3, 0, 1, 1, 2, 3, 2);
  }

  @Test
  void runsOfFourBits() throws Exception {
    byte[] runs = {3, 0x12, 0, 3, 0x12, 0x30, 0, 0, 0, 1};
    byte[] file = bitmap(6, 1, 4, 2, runs);
    assertThat(indices(file)).containsExactly(1, 2, 1, 1, 2, 3);
  }

  @Test
  void aRunBeyondTheRowIsDropped() throws Exception {
    byte[] file = bitmap(3, 2, 8, 1, new byte[] {9, 1, 0, 0, 3, 2, 0, 1});
    assertThat(indices(file)).containsExactly(2, 2, 2, 1, 1, 1);
  }

  @Test
  void cutFilesAreRefused() {
    byte[] file = colour();
    for (int length = 14; length < file.length; length += 11) {
      Decoded.refused(Arrays.copyOf(file, length), "cut short");
    }
  }

  @Test
  void runsThatEndEarlyAreRefused() {
    Decoded.refused(bitmap(5, 2, 8, 1, new byte[] {5, 1, 0, 1}), "runs end before");
    Decoded.refused(bitmap(5, 2, 8, 1, new byte[] {5, 1}), "cut short");
  }

  @Test
  void hugeSidesAreRefusedByTheHeader() {
    Decoded.refused(bitmap(30_000, 30_000, 8, 1, new byte[10]), "the limit is 100000000");
    Decoded.refused(bitmap(5_000, 5_000, 24, 0, new byte[10]), "cut short");
    Decoded.refused(bitmap(0, 5, 24, 0, new byte[10]), "size of 0×5");
    Decoded.refused(bitmap(5, Integer.MIN_VALUE, 24, 0, new byte[10]), "size of 5×");
  }

  @Test
  void otherFormatsInsideAreNamed() {
    Decoded.refused(bitmap(5, 5, 24, 4, new byte[100]), "BMP with JPEG data inside");
    Decoded.refused(bitmap(5, 5, 24, 5, new byte[100]), "BMP with PNG data inside");
    Decoded.refused(bitmap(5, 5, 7, 0, new byte[100]), "BMP with 7 bits per pixel");
  }

  private static byte[] colour() {
    return SeedFiles.written(Pictures.buffered(PICTURE, BufferedImage.TYPE_3BYTE_BGR), "bmp", null);
  }

  /** Returns the palette index of each pixel, from the upper left. */
  private static int[] indices(byte[] file) throws Exception {
    RgbImage image = Decoded.of(file);
    int[] indices = new int[image.width() * image.height()];
    for (int i = 0; i < indices.length; i++) {
      int x = i % image.width();
      int y = i / image.width();
      int colour = image.value(x, y, 0) << 16 | image.value(x, y, 1) << 8 | image.value(x, y, 2);
      indices[i] = Arrays.stream(PALETTE).boxed().toList().indexOf(colour);
    }
    return indices;
  }

  private static byte[] bitmap(int width, int height, int bits, int compression, byte[] pixels) {
    int colours = bits > 8 ? 0 : Math.min(4, 1 << bits);
    int start = 54 + 4 * colours;
    ByteBuffer file = ByteBuffer.allocate(start + pixels.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(start);
    file.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits);
    file.putInt(compression).putInt(pixels.length).putInt(0).putInt(0).putInt(colours).putInt(0);
    for (int i = 0; i < colours; i++) {
      file.putInt(PALETTE[i]);
    }
    return file.put(pixels).array();
  }
}
