package org.fedmas.images.view;

import java.util.OptionalInt;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.random.RandomKey;

/** The views that local training draws from: the key {@code features.views}. */
public sealed interface TrainingViews {

  /** The key. */
  String KEY = "features.views";

  /** The value of the key for new draws in every epoch. */
  String ONLINE = "online";

  /** Returns V, the number of drawn views of which features are stored. */
  int stored();

  /** Returns whether views are drawn on every occasion, as published. */
  default boolean isOnline() {
    return false;
  }

  /** Returns whether every occasion shows the plain picture. */
  default boolean isPlain() {
    return stored() == 0 && !isOnline();
  }

  /**
   * Returns the view of an image on one occasion.
   *
   * @param occasion the run's seed, the image, and what the view is for: a round and an epoch
   * @param featuresSeed the seed that all stored views of a run share
   */
  View on(RandomKey occasion, long featuresSeed);

  /**
   * Views 1…V, each occasion taking one of them at random; with V = 0 the plain picture always.
   *
   * @param stored V
   */
  record Stored(int stored) implements TrainingViews {

    public Stored {
      if (stored < 0) {
        throw new IllegalArgumentException("a number of views cannot be " + stored);
      }
    }

    @Override
    public View on(RandomKey occasion, long featuresSeed) {
      return stored == 0
          ? new View.Plain()
          : new View.Numbered(1 + occasion.stream().below(stored), featuresSeed);
    }
  }

  /** New draws on every occasion, as published. */
  record Online() implements TrainingViews {

    @Override
    public int stored() {
      return 0;
    }

    @Override
    public boolean isOnline() {
      return true;
    }

    @Override
    public View on(RandomKey occasion, long featuresSeed) {
      return new View.Fresh(occasion);
    }
  }

  /** Reads the key. */
  static TrainingViews read(ConfigReader reader) {
    OptionalInt stored = reader.integerOr(ONLINE, KEY, 4, 0, 64);
    return stored.isPresent() ? new Stored(stored.getAsInt()) : new Online();
  }
}
