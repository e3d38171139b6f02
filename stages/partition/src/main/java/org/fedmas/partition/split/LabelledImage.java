package org.fedmas.partition.split;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.fedmas.tables.image.OfficialPlace;
import org.jspecify.annotations.Nullable;

/**
 * An image that a split has to place.
 *
 * @param imageId unique among all images
 * @param client number of the client that holds it
 * @param label class number
 * @param group what it shows, such as a lesion: images of one group can be kept together; null
 *     where the data set does not say
 * @param officialPlace where the data set's own split puts it, null where it has none
 */
public record LabelledImage(
    String imageId,
    int client,
    int label,
    @Nullable String group,
    @Nullable OfficialPlace officialPlace) {

  /** An order that does not depend on where the images come from: by client, then image. */
  static final Comparator<LabelledImage> ORDER =
      Comparator.comparingInt(LabelledImage::client).thenComparing(LabelledImage::imageId);

  /** Returns the place in the data set's own split, if it has one. */
  public Optional<OfficialPlace> official() {
    return Optional.ofNullable(officialPlace);
  }

  /** The same image in the hands of another client. */
  public LabelledImage heldBy(int other) {
    return new LabelledImage(imageId, other, label, group, officialPlace);
  }

  /**
   * Returns the images in {@link #ORDER}.
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
