package org.fedmas.partition.split;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.fedmas.tables.partition.Part;
import org.jspecify.annotations.Nullable;

/**
 * An image that a split has to place.
 *
 * @param imageId unique among all images
 * @param client number of the client that holds it
 * @param label class number
 * @param officialPart train or test where the data set comes with a split, otherwise null
 */
public record LabelledImage(String imageId, int client, int label, @Nullable Part officialPart) {

  /** An order that does not depend on where the images come from: by client, then image. */
  static final Comparator<LabelledImage> ORDER =
      Comparator.comparingInt(LabelledImage::client).thenComparing(LabelledImage::imageId);

  /** The part in the data set's own split, if it has one. */
  public Optional<Part> official() {
    return Optional.ofNullable(officialPart);
  }

  /**
   * The images in {@link #ORDER}.
   *
   * @throws IllegalArgumentException if an image comes twice
   */
  static List<LabelledImage> ordered(List<LabelledImage> images) {
    if (images.stream().map(LabelledImage::imageId).distinct().count() < images.size()) {
      throw new IllegalArgumentException("an image comes twice among " + images.size());
    }
    return images.stream().sorted(ORDER).toList();
  }
}
