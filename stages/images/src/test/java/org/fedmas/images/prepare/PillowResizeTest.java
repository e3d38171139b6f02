package org.fedmas.images.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.fedmas.images.ImageSize;
import org.fedmas.images.Pictures;
import org.fedmas.images.RgbImage;
import org.fedmas.images.augment.Flip;
import org.junit.jupiter.api.Test;

class PillowResizeTest {

  @Test
  void theSameSizeIsTheSameImage() {
    for (long seed = 0; seed < 20; seed++) {
      RgbImage image = Pictures.noise(3 + (int) seed, 25 - (int) seed, seed);
      assertThat(PillowResize.resize(image, image.width(), image.height())).isEqualTo(image);
    }
  }

  /** Blocks of rows, pieces of wide rows, groups of lines and their ends change no byte. */
  @Test
  void everySizeHasTheSumsOfPlainLoops() {
    int[][] sizes = {
      {1, 1, 5, 7}, {7, 3, 3, 9}, {300, 260, 224, 224}, {224, 513, 224, 100}, {70, 256, 9, 256},
      {4100, 5, 37, 5}, {9001, 3, 8, 8}, {3, 1000, 8, 8}, {64, 511, 65, 512}, {130, 257, 300, 20}
    };
    for (int[] size : sizes) {
      RgbImage image = Pictures.noise(size[0], size[1], size[0]);
      assertThat(PillowResize.resize(image, size[2], size[3]))
          .as(Arrays.toString(size))
          .isEqualTo(plain(image, size[2], size[3]));
    }
  }

  /** First along rows, then along columns, each value on its own. */
  private static RgbImage plain(RgbImage image, int width, int height) {
    TriangleWeights across = TriangleWeights.of(image.width(), width);
    TriangleWeights down = TriangleWeights.of(image.height(), height);
    RgbImage narrow = new RgbImage(width, image.height(), new byte[width * image.height() * 3]);
    RgbImage result = new RgbImage(width, height, new byte[width * height * 3]);
    for (int i = 0; i < narrow.pixels().length; i++) {
      int x = i / 3 % width;
      int sum = 1 << (TriangleWeights.BITS - 1);
      for (int tap = 0; tap < across.taps(x).length; tap++) {
        sum += image.value(across.first(x) + tap, i / 3 / width, i % 3) * across.taps(x)[tap];
      }
      narrow.pixels()[i] = (byte) Math.min(255, sum >> TriangleWeights.BITS);
    }
    for (int i = 0; i < result.pixels().length; i++) {
      int y = i / 3 / width;
      int sum = 1 << (TriangleWeights.BITS - 1);
      for (int tap = 0; tap < down.taps(y).length; tap++) {
        sum += narrow.value(i / 3 % width, down.first(y) + tap, i % 3) * down.taps(y)[tap];
      }
      result.pixels()[i] = (byte) Math.min(255, sum >> TriangleWeights.BITS);
    }
    return result;
  }

  /** The height of the source is no matter of memory: 400 MB of intermediate rows otherwise. */
  @Test
  void aVeryTallPictureIsResized() {
    byte[] pixels = new byte[600_000 * 3];
    Arrays.fill(pixels, (byte) 77);
    RgbImage resized = PillowResize.resize(new RgbImage(1, 600_000, pixels), 224, 2);
    assertThat(resized.pixels()).containsOnly(77);
  }

  @Test
  void oneColourStaysThatColourAtAnySize() {
    for (int level = 0; level < 256; level += 15) {
      byte[] pixels = new byte[17 * 9 * 3];
      Arrays.fill(pixels, (byte) level);
      RgbImage resized = PillowResize.resize(new RgbImage(17, 9, pixels), 1 + level, 5);
      for (byte value : resized.pixels()) {
        assertThat(value & 0xFF).isEqualTo(level);
      }
    }
  }

  @Test
  void resizingCommutesWithMirroring() {
    for (long seed = 0; seed < 20; seed++) {
      RgbImage image = Pictures.noise(40, 30, seed);
      RgbImage mirroredLast = Flip.apply(PillowResize.resize(image, 20, 10), true, true);
      RgbImage mirroredFirst = PillowResize.resize(Flip.apply(image, true, true), 20, 10);
      assertThat(mirroredLast).isEqualTo(mirroredFirst);
    }
  }

  @Test
  void halvingATwoPixelStepGivesTheTriangleWeights() {
    RgbImage image = new RgbImage(4, 1, new byte[] {0, 0, 0, 0, 0, 0, 80, 80, 80, 80, 80, 80});
    // distances ¼ and ¾ of the support on both sides; what lies outside is left out
    assertThat(PillowResize.resize(image, 2, 1).value(0, 0, 0)).isEqualTo(11);
    assertThat(PillowResize.resize(image, 2, 1).value(1, 0, 0)).isEqualTo(69);
  }

  @Test
  void oneTimesOneIsAllowedAndNothingBelow() {
    RgbImage image = Pictures.noise(5, 4, 1);
    assertThat(PillowResize.resize(image, 1, 1).size()).isEqualTo(new ImageSize(1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> PillowResize.resize(image, 0, 1));
  }

  @Test
  void theShorterSideIsTruncatedAsPublished() {
    Resize resize = new Resize.ShorterSide(224);
    assertThat(resize.target(new ImageSize(1022, 767))).isEqualTo(new ImageSize(298, 223));
    assertThat(resize.target(new ImageSize(450, 600))).isEqualTo(new ImageSize(224, 298));
    assertThat(new Resize.Squash(32).apply(Pictures.noise(50, 9, 2)).size())
        .isEqualTo(new ImageSize(32, 32));
  }

  @Test
  void theMiddleIsCutOut() {
    RgbImage image = Pictures.noise(9, 6, 3);
    RgbImage part = image.crop(4, 6);
    assertThat(part.size()).isEqualTo(new ImageSize(4, 6));
    assertThat(part.value(0, 5, 2)).isEqualTo(image.value(2, 5, 2));
    assertThat(image.crop(9, 6)).isEqualTo(image);
    assertThatIllegalArgumentException().isThrownBy(() -> image.crop(10, 6));
  }
}
