package org.fedmas.images.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import org.fedmas.contract.Digest;
import org.fedmas.images.ImageSize;
import org.fedmas.images.Pictures;
import org.fedmas.images.RgbImage;
import org.junit.jupiter.api.Test;

class ContrastiveAugmentationTest {

  private static final Digest ONE = Digest.of("one");

  @Test
  void everyStepHasPillowsBytes() {
    GoldenContrast.operators();
  }

  @Test
  void rectanglesAreTheReferenceOnes() {
    GoldenContrast.cropBoxes();
  }

  @Test
  void aViewFollowsFromItsPlace() {
    RgbImage image = Pictures.noise(40, 30, 1);
    ContrastiveAugmentation augmentation = new ContrastiveAugmentation(24);
    RgbImage view = augmentation.view(image, 3, 7, ONE, 0);
    assertThat(view.size()).isEqualTo(new ImageSize(24, 24));
    assertThat(augmentation.view(image, 3, 7, ONE, 0)).isEqualTo(view);
  }

  @Test
  void everyPartOfThePlaceChangesTheDraw() {
    ImageSize size = new ImageSize(64, 64);
    Set<CropBox> boxes = new HashSet<>();
    boxes.add(ContrastiveDraw.of(1, 1, ONE, 0, size).crop());
    boxes.add(ContrastiveDraw.of(2, 1, ONE, 0, size).crop());
    boxes.add(ContrastiveDraw.of(1, 2, ONE, 0, size).crop());
    boxes.add(ContrastiveDraw.of(1, 1, Digest.of("two"), 0, size).crop());
    boxes.add(ContrastiveDraw.of(1, 1, ONE, 1, size).crop());
    assertThat(boxes).hasSize(5);
  }

  @Test
  void drawsHaveThePublishedRates() {
    ImageSize size = new ImageSize(64, 48);
    int[] counts = new int[4];
    Set<Class<?>> first = new HashSet<>();
    for (int epoch = 0; epoch < 1000; epoch++) {
      ContrastiveDraw draw = ContrastiveDraw.of(0, epoch, ONE, 0, size);
      counts[0] += draw.jitter().size() / 4;
      counts[1] += draw.grey() ? 1 : 0;
      counts[2] += draw.sigma().isPresent() ? 1 : 0;
      counts[3] += draw.flip() ? 1 : 0;
      draw.jitter().stream().limit(1).forEach(change -> first.add(change.getClass()));
      assertThat(draw.crop().height() * draw.crop().width()).isBetween(64 * 48 / 6, 64 * 48);
      assertThat(draw.sigma().orElse(1)).isBetween(0.1, 2.0);
    }
    assertThat(counts[0]).isBetween(750, 850);
    assertThat(counts[1]).isBetween(150, 250);
    assertThat(counts[2]).isBetween(450, 550);
    assertThat(counts[3]).isBetween(450, 550);
    assertThat(first).hasSize(4);
  }

  @Test
  void greyStaysGreyUnderEveryTurnOfHue() {
    RgbImage grey = Luma.grey(Pictures.noise(9, 9, 2));
    assertThat(new ColourChange.Hue(0.1).apply(grey)).isEqualTo(grey);
  }

  @Test
  void onePixelSurvivesEveryStep() {
    RgbImage pixel = Pictures.noise(1, 1, 5);
    assertThat(BoxBlur.apply(pixel, 2)).isEqualTo(pixel);
    RgbImage view = new ContrastiveAugmentation(1).view(pixel, 0, 0, ONE, 1);
    assertThat(view.size()).isEqualTo(new ImageSize(1, 1));
  }

  @Test
  void viewsHaveASize() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ContrastiveAugmentation(0));
  }
}
