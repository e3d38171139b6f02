package org.fedmas.preprocess.dataset;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.fedmas.tables.image.OfficialPlace;

/**
 * The split, or the folds, that come with a data set.
 *
 * @param places image id → place; unmodifiable
 */
public record OfficialSplit(SortedMap<String, OfficialPlace> places) {

  public OfficialSplit {
    places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
  }

  /**
   * Returns the place of one image.
   *
   * @throws IllegalArgumentException if the split does not know the image
   */
  public OfficialPlace place(String imageId) {
    OfficialPlace place = places.get(imageId);
    if (place == null) {
      throw new IllegalArgumentException("the official split does not know image " + imageId);
    }
    return place;
  }

  /** Returns the number of folds of the data set: 1 for one split into train and test. */
  public int folds() {
    return Math.max(1, places.values().stream().mapToInt(OfficialPlace::fold).max().orElse(1));
  }

  /** Returns this split for some of its images. */
  OfficialSplit restrictedTo(Predicate<String> kept) {
    TreeMap<String, OfficialPlace> fewer = new TreeMap<>(places);
    fewer.keySet().removeIf(kept.negate());
    return new OfficialSplit(fewer);
  }
}
