package org.fedmas.images.augment;

import java.util.List;
import org.fedmas.contract.config.ConfigReader;

/** Which pixels the training augmentation works on: the key {@code augmentation.at}. */
public enum AugmentationPlace {
  /** The prepared ones. */
  STORED("stored"),
  /** Those of the source, which is decoded again for each view, as published. */
  FULL_SIZE("full-size");

  /** The key. */
  public static final String KEY = "augmentation.at";

  private final String word;

  AugmentationPlace(String word) {
    this.word = word;
  }

  /** Reads the key. */
  public static AugmentationPlace read(ConfigReader reader) {
    String word = reader.choice(KEY, STORED.word, List.of(STORED.word, FULL_SIZE.word));
    return word.equals(STORED.word) ? STORED : FULL_SIZE;
  }
}
