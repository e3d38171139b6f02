package org.fedmas.images.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.fedmas.images.Pictures;
import org.fedmas.images.RgbImage;
import org.junit.jupiter.api.Test;

class GifTest {

  /** Four indices 1, 2, 3, 1 in codes of three and four bits, with the codes that clear and end. */
  private static final int[] CODES = {2, 3, 0x8C, 0x16, 0x05, 0};

  @Test
  void aPictureOfTheJdkIsReadAsTheJdkReadsIt() throws Exception {
    BufferedImage image =
        Pictures.buffered(Pictures.noise(61, 47, 3), BufferedImage.TYPE_BYTE_INDEXED);
    byte[] file = SeedFiles.written(image, "gif", null);
    assertThat(Decoded.of(file)).isEqualTo(Pictures.byThePlatform(file));
  }

  @Test
  void aFrameLiesOnItsScreen() throws Exception {
    RgbImage image = Decoded.of(gif(4, 3, 1, 1, 0, -1));
    assertThat(image.size()).hasToString("4×3");
    assertThat(indices(image)).containsExactly(0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 1, 0);
  }

  @Test
  void theTransparentColourFillsTheScreen() throws Exception {
    assertThat(indices(Decoded.of(gif(3, 2, 0, 0, 0, 2)))).containsExactly(1, 2, 2, 3, 1, 2);
  }

  @Test
  void aFrameBeyondTheScreenEnlargesIt() throws Exception {
    assertThat(Decoded.of(gif(1, 1, 1, 2, 0, -1)).size()).hasToString("3×4");
  }

  @Test
  void interlacedRowsAreSorted() throws Exception {
    assertThat(indices(Decoded.of(gif(2, 2, 0, 0, 0x40, -1)))).containsExactly(1, 2, 3, 1);
  }

  @Test
  void aSecondFrameIsIgnored() throws Exception {
    byte[] one = gif(2, 2, 0, 0, 0, -1);
    byte[] two = Arrays.copyOf(one, one.length + 20);
    assertThat(Decoded.of(two)).isEqualTo(Decoded.of(one));
  }

  @Test
  void cutFilesAreRefused() {
    byte[] file = gif(2, 2, 0, 0, 0, -1);
    for (int length = 6; length < file.length - 3; length++) {
      Decoded.refused(Arrays.copyOf(file, length), "cut short");
    }
  }

  @Test
  void damagedDataIsRefused() {
    byte[] file = gif(2, 2, 0, 0, 0, -1);
    file[file.length - CODES.length - 1] = 12;
    Decoded.refused(file, "damaged GIF: its codes start with 12 bits");
    byte[] early = gif(2, 2, 0, 0, 0, -1);
    early[early.length - 5] = 0x4C;
    early[early.length - 4] = 0x01;
    Decoded.refused(early, "damaged GIF: its data ends before the last row");
  }

  @Test
  void hugeScreensAreRefusedByTheHeader() {
    Decoded.refused(gif(65_535, 65_535, 0, 0, 0, -1), "the limit is 100000000");
  }

  @Test
  void aFileWithoutAFrameIsRefused() {
    byte[] file = gif(2, 2, 0, 0, 0, -1);
    byte[] empty = Arrays.copyOf(file, 26);
    empty[25] = ';';
    Decoded.refused(empty, "the GIF file holds no picture");
  }

  /** Returns which of four greys each pixel has. */
  private static int[] indices(RgbImage image) {
    return Arrays.stream(Decoded.levels(image)).map(level -> level / 10).toArray();
  }

  /** Returns a file with one frame of 2×2 pixels. */
  private static byte[] gif(int width, int height, int left, int top, int flags, int transparent) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    write(file, 'G', 'I', 'F', '8', '9', 'a', width, width >> 8, height, height >> 8, 0x81, 0, 0);
    write(file, 0, 0, 0, 10, 10, 10, 20, 20, 20, 30, 30, 30);
    if (transparent >= 0) {
      write(file, '!', 0xF9, 4, 1, 0, 0, transparent, 0);
    }
    write(file, ',', left, 0, top, 0, 2, 0, 2, 0, flags);
    write(file, CODES);
    write(file, ';');
    return file.toByteArray();
  }

  private static void write(ByteArrayOutputStream file, int... values) {
    for (int value : values) {
      file.write(value);
    }
  }
}
