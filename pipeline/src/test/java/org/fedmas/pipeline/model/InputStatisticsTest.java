package org.fedmas.pipeline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;
import org.junit.jupiter.api.Test;

class InputStatisticsTest {

  private static double[] image(int width, int height, int grey) {
    byte[] pixels = new byte[4 * 4 * RgbImage.CHANNELS];
    Arrays.fill(pixels, (byte) grey);
    return InputValue.of(new ImageSize(width, height), new RgbImage(4, 4, pixels));
  }

  private static InputStatistics trained() {
    InputSums sums = new InputSums();
    for (int i = 0; i < 20; i++) {
      sums.add(image(1024, 768, 100 + i));
    }
    return Objects.requireNonNull(sums.statistics());
  }

  @Test
  void imagesLikeTheTrainingImagesHaveNoWarning() {
    assertThat(trained().warnings(image(1024, 768, 115))).isEmpty();
  }

  @Test
  void anotherSizeIsNamedInPixels() {
    assertThat(trained().warnings(image(128, 96, 110)))
        .containsExactly("shorter side 96 (training images: 384 to 1536)");
  }

  @Test
  void anotherAspectRatioIsNamed() {
    assertThat(trained().warnings(image(3072, 768, 110)))
        .containsExactly("aspect ratio 4.00 (training images: 1.09 to 1.63)");
  }

  @Test
  void otherColoursAreNamed() {
    assertThat(trained().warnings(image(1024, 768, 255)))
        .hasSize(3)
        .allMatch(text -> text.startsWith("mean of "));
  }

  @Test
  void fewImagesHaveNoStatistics() {
    InputSums sums = new InputSums();
    for (int i = 0; i < InputStatistics.FEWEST - 1; i++) {
      sums.add(image(8, 8, i));
    }

    assertThat(sums.statistics()).isNull();
  }
}
