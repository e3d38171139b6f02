package org.fedmas.images.view;

import java.util.OptionalInt;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.random.RandomKey;

/**
 * The views that local training draws from: the key {@code features.views}.
 *
 * @param stored V, the number of drawn views of which features are stored; 0 for none
 * @param isOnline whether views are drawn on every occasion, as published; V is then 0
 */
public record TrainingViews(int stored, boolean isOnline) {

  public static final String KEY = "features.views";

  /** The value of the key for new draws in every epoch. */
  public static final String ONLINE = "online";

  public TrainingViews {
    if (stored < 0 || (isOnline && stored > 0)) {
      throw new IllegalArgumentException("a number of views cannot be " + stored);
    }
  }

  static TrainingViews read(ConfigReader reader) {
    OptionalInt stored = reader.integerOr(ONLINE, KEY, 4, 0, 64);
    return new TrainingViews(stored.orElse(0), stored.isEmpty());
  }

  /** Returns whether every occasion shows the plain picture. */
  public boolean isPlain() {
    return stored == 0 && !isOnline;
  }

  /**
   * Returns the view of an image on one occasion: a new draw, one of the views 1…V at random, or
   * the plain picture.
   *
   * @param occasion the run's seed, the image, and what the view is for: a round and an epoch
   * @param occurrence number of the draw on that occasion, from 0
   * @param featuresSeed the seed that all stored views of a run share
   */
  View on(RandomKey occasion, int occurrence, long featuresSeed) {
    if (isOnline) {
      return new View.Fresh(
          occurrence == 0 ? occasion : occasion.with("occurrence").with(occurrence));
    }
    if (stored == 0) {
      return new View.Plain();
    }
    int first = occasion.stream().below(stored);
    return new View.Numbered(1 + (first + occurrence) % stored, featuresSeed);
  }
}
