package org.fedmas.images.view;

import java.util.Optional;
import org.fedmas.contract.Digest;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.images.augment.AugmentationDraw;

/**
 * The input of a network for one image: the plain picture, or one draw of the training
 * augmentation. A view depends on the image's bytes and its own fields, never on client or fold.
 */
public sealed interface View {

  /** Returns the number under which the auxiliary network's features of this view are stored. */
  int number();

  /** Returns the draw of the augmentation for an image; empty for the plain picture. */
  Optional<AugmentationDraw> draw(Digest image);

  /** The image as it was prepared. */
  record Plain() implements View {

    @Override
    public int number() {
      return 0;
    }

    @Override
    public Optional<AugmentationDraw> draw(Digest image) {
      return Optional.empty();
    }
  }

  /**
   * One of a fixed number of draws, the same in every round of every run, so that features can be
   * stored once for exactly these pixels.
   *
   * @param number from 1
   * @param featuresSeed the seed that all views of a run share
   */
  record Numbered(int number, long featuresSeed) implements View {

    public Numbered {
      if (number < 1) {
        throw new IllegalArgumentException("only views from 1 on are drawn, asked for " + number);
      }
    }

    @Override
    public Optional<AugmentationDraw> draw(Digest image) {
      RandomKey key = RandomKey.of(featuresSeed).with("view").with(image.prefix()).with(number);
      return Optional.of(AugmentationDraw.from(key.stream()));
    }
  }

  /**
   * A draw that is used on one occasion only.
   *
   * @param occasion the run's seed, the image, and what it is drawn for: a round and an epoch
   */
  record Fresh(RandomKey occasion) implements View {

    @Override
    public int number() {
      return 1;
    }

    @Override
    public Optional<AugmentationDraw> draw(Digest image) {
      return Optional.of(AugmentationDraw.from(occasion.with("fresh view").stream()));
    }
  }

  /** Returns the plain picture for 0, otherwise the draw of that number. */
  static View numbered(int number, long featuresSeed) {
    return number == 0 ? new Plain() : new Numbered(number, featuresSeed);
  }
}
