package org.fedmas.images.view;

import java.util.Optional;
import java.util.function.Supplier;
import org.fedmas.contract.Digest;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;
import org.fedmas.images.augment.Augmentation;
import org.fedmas.images.augment.AugmentationDraw;
import org.fedmas.images.augment.AugmentationPlace;
import org.fedmas.images.prepare.ImageSettings;

/**
 * The views of an image and how they are made: the keys {@code features.*} and {@code
 * augmentation.at}, and {@code image.*}, which say what became of the source's proportions.
 *
 * @param training the views that local training draws from
 * @param seed the seed of the stored draws, independent of the run's seed; 0 without any
 * @param place the pixels that are augmented
 * @param image the preparation of the stored pictures
 */
public record ViewSettings(
    TrainingViews training, long seed, AugmentationPlace place, ImageSettings image) {

  /** Only the plain pictures: nothing is drawn. */
  public static final ViewSettings PLAIN =
      new ViewSettings(
          new TrainingViews(0, false), 0, AugmentationPlace.STORED, ImageSettings.squash(1));

  /** Reads the keys; only the first where nothing is drawn. */
  public static ViewSettings read(ConfigReader reader) {
    TrainingViews training = TrainingViews.read(reader);
    if (training.isPlain()) {
      return PLAIN;
    }
    return new ViewSettings(
        training,
        training.isOnline() ? 0 : seed(reader),
        AugmentationPlace.choice().read(reader),
        ImageSettings.read(reader));
  }

  /** Reads the seed of stored draws and of seeded auxiliary networks. */
  public static long seed(ConfigReader reader) {
    return reader.whole("features.seed", 0, 0, Long.MAX_VALUE);
  }

  /** Returns V, the number of drawn views of which features are stored. */
  public int stored() {
    return training.stored();
  }

  /** Returns whether every epoch draws new views. */
  public boolean online() {
    return training.isOnline();
  }

  /** Returns whether drawn views are made from the source images. */
  public boolean needsOriginals() {
    return place == AugmentationPlace.FULL_SIZE && !training.isPlain();
  }

  /** Returns the plain picture for 0, otherwise the stored view of that number. */
  public View numbered(int number) {
    return View.numbered(number, seed);
  }

  /**
   * Returns the view that an image is trained on in one epoch of one round. An image that stands in
   * an epoch more than once has another view each time; of V stored views, one after the other.
   *
   * @param runSeed the run's seed
   * @param occurrence how often the image stands earlier in the epoch
   */
  public View ofEpoch(long runSeed, Digest image, int round, int epoch, int occurrence) {
    RandomKey key = RandomKey.of(runSeed).with("view of the epoch").with(image.prefix());
    return training.on(key.with(round).with(epoch), occurrence, seed);
  }

  /** Returns a drawn view for the prior of one round; no epoch's. */
  public View ofPrior(long runSeed, Digest image, int round) {
    RandomKey key = RandomKey.of(runSeed).with("view of the prior").with(image.prefix());
    return training.on(key.with(round), 0, seed);
  }

  /**
   * Returns the pixels of one view.
   *
   * @param stored the image as prepared
   * @param source size of its source
   * @param digest of the image, which keys the draw
   * @param original the source's pixels; asked only for a drawn view, and only if they are needed
   * @return the prepared pixels themselves for the plain view
   */
  public RgbImage render(
      View view, RgbImage stored, ImageSize source, Digest digest, Supplier<RgbImage> original) {
    Optional<AugmentationDraw> draw = view.draw(digest);
    if (draw.isEmpty()) {
      return stored;
    }
    return switch (place) {
      case STORED -> Augmentation.Stored.of(image.resize(), source).apply(stored, draw.get());
      case FULL_SIZE -> new Augmentation.FullSize(image).apply(original.get(), draw.get());
    };
  }
}
