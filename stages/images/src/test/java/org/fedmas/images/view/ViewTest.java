package org.fedmas.images.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import java.util.TreeSet;
import org.fedmas.contract.Digest;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.images.ImageSize;
import org.fedmas.images.Pictures;
import org.fedmas.images.RgbImage;
import org.fedmas.images.augment.Augmentation;
import org.fedmas.images.augment.AugmentationDraw;
import org.fedmas.images.augment.AugmentationPlace;
import org.fedmas.images.augment.Blur;
import org.fedmas.images.augment.Flip;
import org.fedmas.images.augment.GaussianKernel;
import org.fedmas.images.augment.Rotation;
import org.fedmas.images.prepare.ColourConstancy;
import org.fedmas.images.prepare.ImageSettings;
import org.fedmas.images.prepare.Resize;
import org.junit.jupiter.api.Test;

class ViewTest {

  private static final RgbImage STORED = Pictures.smooth(48, 48);
  private static final ImageSize SOURCE = new ImageSize(300, 200);
  private static final Digest IMAGE = Digest.of("image");

  @Test
  void viewZeroIsThePlainImage() {
    for (TrainingViews training : trainings()) {
      ViewSettings views = views(training, AugmentationPlace.FULL_SIZE, 48);
      assertThat(render(views, views.numbered(0), STORED, IMAGE)).isSameAs(STORED);
    }
  }

  @Test
  void equalKeysGiveEqualBytesAndOthersDoNot() {
    ViewSettings views = stored(48);
    RgbImage view = render(views, views.numbered(1), STORED, IMAGE);
    RgbImage again = render(views, views.numbered(1), Pictures.smooth(48, 48), Digest.of("image"));
    assertThat(again).isEqualTo(view);
    assertThat(render(views, views.numbered(2), STORED, IMAGE)).isNotEqualTo(view);
    assertThat(render(views, new View.Numbered(1, 1), STORED, IMAGE)).isNotEqualTo(view);
    assertThat(render(views, views.numbered(1), STORED, Digest.of("other"))).isNotEqualTo(view);
  }

  @Test
  void squashedPicturesAreTurnedInTheProportionsOfTheirSource() {
    View view = new View.Numbered(1, 0);
    AugmentationDraw draw = view.draw(IMAGE).orElseThrow();
    RgbImage squashed = render(stored(48), view, STORED, IMAGE);
    assertThat(squashed).isEqualTo(new Augmentation.Stored(48 / 200.0, 1.5).apply(STORED, draw));
    assertThat(squashed).isNotEqualTo(new Augmentation.Stored(48 / 200.0, 1).apply(STORED, draw));
    ImageSettings kept = new ImageSettings(new Resize.ShorterSide(48), 40, ColourConstancy.OFF);
    ViewSettings cropping =
        new ViewSettings(new TrainingViews(4, false), 0, AugmentationPlace.STORED, kept);
    RgbImage cropped = STORED.crop(40, 40);
    // scale and proportions come from the resize, not from what the crop left
    assertThat(render(cropping, view, cropped, IMAGE))
        .isEqualTo(new Augmentation.Stored(48 / 200.0, 1).apply(cropped, draw));
  }

  @Test
  void atFullSizeTheSourceIsAugmentedAndThenPrepared() {
    RgbImage source = Pictures.smooth(SOURCE.width(), SOURCE.height());
    ImageSettings flamby = new ImageSettings(new Resize.ShorterSide(48), 40, ColourConstancy.CLIP);
    for (ImageSettings image : new ImageSettings[] {ImageSettings.squash(48), flamby}) {
      ViewSettings views =
          new ViewSettings(new TrainingViews(2, false), 0, AugmentationPlace.FULL_SIZE, image);
      View view = views.numbered(2);
      RgbImage ours = views.render(view, image.prepare(source), SOURCE, IMAGE, () -> source);
      AugmentationDraw draw = view.draw(IMAGE).orElseThrow();
      RgbImage flipped = Flip.apply(source, draw.horizontalFlip(), draw.verticalFlip());
      RgbImage blurred =
          Blur.apply(
              flipped, GaussianKernel.of(5, draw.sigma()), GaussianKernel.of(9, draw.sigma()));
      RgbImage turned = Rotation.nearest(blurred, draw.angleDegrees());
      assertThat(ours).isEqualTo(image.prepare(turned));
    }
  }

  /** Stored features belong to these bytes: a change here is a new version of every stage. */
  @Test
  void theBytesOfAViewAreFixed() {
    ViewSettings views = stored(32);
    RgbImage view = render(views, views.numbered(3), Pictures.noise(32, 32, 9), IMAGE);
    assertThat(Digest.of(view.pixels()).hex()).startsWith("d4f1c992553fb74b");
  }

  @Test
  void theViewOfAnEpochIsOneOfTheStoredOnes() {
    Set<Integer> seen = new TreeSet<>();
    ViewSettings four = stored(48);
    for (int round = 0; round < 50; round++) {
      View view = four.ofEpoch(7, IMAGE, round, 0, 0);
      assertThat(four.ofEpoch(7, IMAGE, round, 0, 0)).isEqualTo(view);
      seen.add(view.number());
    }
    assertThat(seen).containsExactly(1, 2, 3, 4);
    ViewSettings none = views(new TrainingViews(0, false), AugmentationPlace.STORED, 48);
    assertThat(none.ofEpoch(7, IMAGE, 3, 0, 0)).isEqualTo(new View.Plain());
    assertThat(none.ofPrior(7, IMAGE, 3)).isEqualTo(new View.Plain());
    assertThatIllegalArgumentException().isThrownBy(() -> new TrainingViews(-1, false));
    assertThatIllegalArgumentException().isThrownBy(() -> View.numbered(-1, 0));
  }

  @Test
  void onlineEveryOccasionHasADrawOfItsOwn() {
    ViewSettings online = views(new TrainingViews(0, true), AugmentationPlace.STORED, 48);
    Set<AugmentationDraw> draws = new java.util.HashSet<>();
    for (String name : new String[] {"one", "other"}) {
      Digest image = Digest.of(name);
      for (long seed = 0; seed < 2; seed++) {
        for (int round = 1; round < 6; round++) {
          draws.add(online.ofPrior(seed, image, round).draw(image).orElseThrow());
          for (int epoch = 0; epoch < 3; epoch++) {
            View view = online.ofEpoch(seed, image, round, epoch, 0);
            assertThat(online.ofEpoch(seed, image, round, epoch, 0)).isEqualTo(view);
            draws.add(view.draw(image).orElseThrow());
          }
        }
      }
    }
    assertThat(draws).hasSize(2 * 2 * 5 * 4);
  }

  @Test
  void repeatedImagesHaveOneStoredViewAfterTheOther() {
    ViewSettings four = stored(48);
    Set<Integer> seen = new TreeSet<>();
    for (int occurrence = 0; occurrence < 4; occurrence++) {
      seen.add(four.ofEpoch(7, IMAGE, 1, 0, occurrence).number());
    }
    assertThat(seen).containsExactly(1, 2, 3, 4);
    assertThat(four.ofEpoch(7, IMAGE, 1, 0, 4)).isEqualTo(four.ofEpoch(7, IMAGE, 1, 0, 0));
  }

  @Test
  void repeatedImagesHaveFreshDrawsOnline() {
    ViewSettings online = views(new TrainingViews(0, true), AugmentationPlace.STORED, 48);
    Set<AugmentationDraw> draws = new java.util.HashSet<>();
    for (int occurrence = 0; occurrence < 259; occurrence++) {
      draws.add(online.ofEpoch(7, IMAGE, 1, 0, occurrence).draw(IMAGE).orElseThrow());
    }
    assertThat(draws).hasSize(259);
  }

  @Test
  void originalsAreAskedForOnlyWhereAViewIsMadeFromThem() {
    for (TrainingViews training : trainings()) {
      assertThat(views(training, AugmentationPlace.STORED, 48).needsOriginals()).isFalse();
      assertThat(views(training, AugmentationPlace.FULL_SIZE, 48).needsOriginals())
          .isEqualTo(!training.equals(new TrainingViews(0, false)));
    }
    // would fail on the original, which nobody hands in
    View fresh = new View.Fresh(RandomKey.of(1));
    assertThat(render(stored(48), fresh, STORED, IMAGE).size()).isEqualTo(STORED.size());
  }

  private static TrainingViews[] trainings() {
    return new TrainingViews[] {
      new TrainingViews(0, false), new TrainingViews(2, false), new TrainingViews(0, true)
    };
  }

  private static ViewSettings stored(int side) {
    return views(new TrainingViews(4, false), AugmentationPlace.STORED, side);
  }

  private static ViewSettings views(TrainingViews training, AugmentationPlace place, int side) {
    return new ViewSettings(training, 0, place, ImageSettings.squash(side));
  }

  private static RgbImage render(ViewSettings views, View view, RgbImage stored, Digest image) {
    return views.render(
        view,
        stored,
        SOURCE,
        image,
        () -> {
          throw new AssertionError("the original was not to be read");
        });
  }
}
