package org.fedmas.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import java.util.TreeSet;
import org.fedmas.contract.artifact.Digest;
import org.junit.jupiter.api.Test;

class ViewTest {

  private static final RgbImage STORED = Pictures.smooth(48, 48);
  private static final ImageSize SOURCE = new ImageSize(300, 200);
  private static final Digest IMAGE = Digest.of("image");

  @Test
  void viewZeroIsThePlainImage() {
    assertThat(views(5, 48).render(STORED, SOURCE, IMAGE, 0)).isSameAs(STORED);
  }

  @Test
  void equalKeysGiveEqualBytesAndOthersDoNot() {
    ViewSettings views = views(0, 48);
    RgbImage view = views.render(STORED, SOURCE, IMAGE, 1);
    assertThat(views.render(Pictures.smooth(48, 48), SOURCE, Digest.of("image"), 1))
        .isEqualTo(view);
    assertThat(views.render(STORED, SOURCE, IMAGE, 2)).isNotEqualTo(view);
    assertThat(views(1, 48).render(STORED, SOURCE, IMAGE, 1)).isNotEqualTo(view);
    assertThat(views.render(STORED, SOURCE, Digest.of("other"), 1)).isNotEqualTo(view);
  }

  @Test
  void squashedPicturesAreTurnedInTheProportionsOfTheirSource() {
    RgbImage squashed = views(0, 48).render(STORED, SOURCE, IMAGE, 1);
    assertThat(views(0, 48).render(STORED, new ImageSize(200, 200), IMAGE, 1))
        .isNotEqualTo(squashed);
    ImageSettings kept = new ImageSettings(new Resize.ShorterSide(48), 40, ColourConstancy.OFF);
    RgbImage cropped = STORED.crop(40, 40);
    // scale and proportions come from the resize, not from what the crop left
    assertThat(new ViewSettings(4, 0, kept).render(cropped, SOURCE, IMAGE, 1))
        .isEqualTo(new Augmentation.Stored(48 / 200.0, 1).apply(cropped, View.draw(IMAGE, 1, 0)));
  }

  /** Stored features belong to these bytes: a change here is a new version of every stage. */
  @Test
  void theBytesOfAViewAreFixed() {
    RgbImage view = views(0, 32).render(Pictures.noise(32, 32, 9), SOURCE, IMAGE, 3);
    assertThat(Digest.of(view.pixels()).hex()).startsWith("d4f1c992553fb74b");
  }

  @Test
  void theViewOfAnEpochIsOneOfTheDrawnOnes() {
    Set<Integer> seen = new TreeSet<>();
    for (int round = 0; round < 50; round++) {
      int view = View.of(7, IMAGE, round, 0, 4);
      assertThat(View.of(7, IMAGE, round, 0, 4)).isEqualTo(view);
      seen.add(view);
    }
    assertThat(seen).containsExactly(1, 2, 3, 4);
    assertThat(View.of(7, IMAGE, 3, 0, 0)).isZero();
    assertThat(View.of(7, IMAGE, 3, 0, 1)).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> View.of(7, IMAGE, 3, 0, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> View.draw(IMAGE, -1, 0));
  }

  private static ViewSettings views(long seed, int side) {
    return new ViewSettings(
        4, seed, new ImageSettings(new Resize.Squash(side), 0, ColourConstancy.OFF));
  }
}
