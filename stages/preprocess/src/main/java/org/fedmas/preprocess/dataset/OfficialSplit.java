package org.fedmas.preprocess.dataset;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.fedmas.tables.partition.Part;

/**
 * The train and test parts that come with a data set.
 *
 * @param parts image id → {@link Part#TRAIN} or {@link Part#TEST}; unmodifiable
 */
public record OfficialSplit(SortedMap<String, Part> parts) {

  public OfficialSplit {
    parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }

  /**
   * The part of one image.
   *
   * @throws IllegalArgumentException if the split does not know the image
   */
  public Part part(String imageId) {
    Part part = parts.get(imageId);
    if (part == null) {
      throw new IllegalArgumentException("the official split does not know image " + imageId);
    }
    return part;
  }

  /** The same split of fewer images. */
  OfficialSplit restrictedTo(Predicate<String> kept) {
    TreeMap<String, Part> fewer = new TreeMap<>(parts);
    fewer.keySet().removeIf(kept.negate());
    return new OfficialSplit(fewer);
  }
}
