package org.fedmas.images.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.images.Pictures;
import org.fedmas.images.RgbImage;
import org.fedmas.images.prepare.ImageSettings;
import org.fedmas.images.prepare.Resize;
import org.junit.jupiter.api.Test;

class AugmentationTest {

  @Test
  void flippingTwiceChangesNothing() {
    for (long seed = 0; seed < 20; seed++) {
      RgbImage image = Pictures.noise(1 + (int) seed, 12, seed);
      boolean horizontal = seed % 2 == 0;
      RgbImage once = Flip.apply(image, horizontal, !horizontal);
      assertThat(Flip.apply(once, horizontal, !horizontal)).isEqualTo(image);
      assertThat(Flip.apply(image, true, false).value(0, 3, 1))
          .isEqualTo(image.value(image.width() - 1, 3, 1));
    }
  }

  @Test
  void rotatingByNothingChangesNothing() {
    for (long seed = 0; seed < 10; seed++) {
      RgbImage image = Pictures.noise(20 + (int) seed, 15, seed);
      assertThat(Rotation.nearest(image, 0)).isEqualTo(image);
      assertThat(Rotation.bilinear(image, 0, 1)).isEqualTo(image);
    }
  }

  @Test
  void quarterTurnsAreExactAndCounterClockwise() {
    RgbImage image = Pictures.noise(16, 16, 7);
    for (RgbImage turned :
        new RgbImage[] {Rotation.nearest(image, 90), Rotation.bilinear(image, 90, 1)}) {
      assertThat(turned.value(0, 15, 0)).isEqualTo(image.value(0, 0, 0));
      assertThat(turned.value(3, 5, 1)).isEqualTo(image.value(10, 3, 1));
    }
    assertThat(Rotation.bilinear(Rotation.bilinear(image, 180, 1), 180, 1)).isEqualTo(image);
  }

  @Test
  void cornersTurnBlack() {
    byte[] white = new byte[40 * 40 * 3];
    Arrays.fill(white, (byte) 255);
    RgbImage image = new RgbImage(40, 40, white);
    assertThat(Rotation.nearest(image, 10).value(0, 0, 0)).isZero();
    assertThat(Rotation.bilinear(image, 10, 1).value(0, 0, 0)).isZero();
    assertThat(Rotation.bilinear(image, 10, 1).value(20, 20, 0)).isEqualTo(255);
  }

  @Test
  void bothRotationsAgreeOnSmoothPictures() {
    RgbImage image = Pictures.smooth(120, 90);
    for (double angle = -10; angle <= 10; angle += 2.5) {
      RgbImage nearest = Rotation.nearest(image, angle);
      assertThat(Pictures.difference(nearest, Rotation.bilinear(image, angle, 1))).isLessThan(2);
    }
  }

  @Test
  void aKernelOfOneWeightChangesNothing() {
    RgbImage image = Pictures.noise(11, 7, 4);
    double[] one = {1};
    assertThat(Blur.apply(image, one, one)).isEqualTo(image);
    assertThat(Blur.apply(image, GaussianKernel.of(5, 0.1), GaussianKernel.of(9, 0.1)))
        .isEqualTo(image);
  }

  @Test
  void theBlurEqualsThePlainSumOfProducts() {
    for (int[] size : new int[][] {{1, 1}, {2, 3}, {4, 2}, {23, 19}}) {
      RgbImage image = Pictures.noise(size[0], size[1], size[0]);
      double[] across = GaussianKernel.of(5, 1.7);
      double[] down = GaussianKernel.of(9, 1.7);
      RgbImage blurred = Blur.apply(image, across, down);
      for (int y = 0; y < image.height(); y++) {
        for (int x = 0; x < image.width(); x++) {
          double exact = 0;
          for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 5; j++) {
              int sourceX = Blur.mirrored(x + j - 2, image.width());
              int sourceY = Blur.mirrored(y + i - 4, image.height());
              exact += down[i] * across[j] * image.value(sourceX, sourceY, 1);
            }
          }
          assertThat((double) blurred.value(x, y, 1)).isCloseTo(exact, within(0.501));
        }
      }
    }
  }

  @Test
  void halvesAreRoundedToEven() {
    RgbImage image = new RgbImage(2, 1, new byte[] {1, 2, 0, 2, 3, 0});
    double[] halves = {0.5, 0.5, 0};
    RgbImage blurred = Blur.apply(image, halves, new double[] {1});
    assertThat(blurred.value(1, 0, 0)).isEqualTo(2);
    assertThat(blurred.value(1, 0, 1)).isEqualTo(2);
  }

  @Test
  void bordersMirrorWithoutRepeatingTheEdge() {
    int[] positions = {-3, -2, -1, 0, 1, 2, 3, 4, 5, 6};
    int[] expected = {3, 2, 1, 0, 1, 2, 3, 2, 1, 0};
    assertThat(Arrays.stream(positions).map(p -> Blur.mirrored(p, 4)).toArray())
        .isEqualTo(expected);
    assertThat(Blur.mirrored(5, 1)).isZero();
  }

  @Test
  void kernelsScaleToOddExtents() {
    assertThat(Augmentation.Stored.scaledExtent(5, 224 / 450.0)).isEqualTo(3);
    assertThat(Augmentation.Stored.scaledExtent(9, 224 / 450.0)).isEqualTo(5);
    assertThat(Augmentation.Stored.scaledExtent(9, 0.01)).isEqualTo(3);
    assertThat(Augmentation.Stored.scaledExtent(5, 1)).isEqualTo(5);
    assertThat(Augmentation.Stored.scaledExtent(9, 224 / 180.0)).isEqualTo(11);
  }

  @Test
  void storedComesCloseToFullSize() {
    RandomStream stream = RandomKey.of(3).stream();
    for (int[] size : new int[][] {{240, 240}, {300, 200}, {200, 350}}) {
      RgbImage source = Pictures.smooth(size[0], size[1]);
      Resize resize = new Resize.Squash(100);
      Augmentation stored = Augmentation.Stored.of(resize, source.size());
      for (int i = 0; i < 4; i++) {
        AugmentationDraw draw = AugmentationDraw.from(stream);
        RgbImage full = new Augmentation.FullSize(ImageSettings.squash(100)).apply(source, draw);
        RgbImage ours = stored.apply(resize.apply(source), draw);
        assertThat(Pictures.difference(full, ours)).as("%s", draw).isLessThan(2);
      }
    }
  }

  @Test
  void drawsStayInTheirRanges() {
    RandomStream stream = RandomKey.of(11).stream();
    int flips = 0;
    for (int i = 0; i < 2000; i++) {
      AugmentationDraw draw = AugmentationDraw.from(stream);
      assertThat(draw.sigma()).isBetween(0.1, 5.0);
      assertThat(draw.angleDegrees()).isBetween(-10.0, 10.0);
      flips += (draw.horizontalFlip() ? 1 : 0) + (draw.verticalFlip() ? 1 : 0);
    }
    assertThat(flips).isBetween(1850, 2150);
    assertThatIllegalArgumentException().isThrownBy(() -> new AugmentationDraw(false, false, 0, 0));
  }
}
