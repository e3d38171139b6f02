package org.fedmas.partition.split;

import java.util.Comparator;
import java.util.List;
import org.fedmas.tables.image.OfficialPlace;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.jspecify.annotations.Nullable;

/**
 * An image that a split assigns to a part.
 *
 * @param imageId unique among all images
 * @param client number of the image's client
 * @param label class number
 * @param group subject of the image, such as a lesion; images of one group can be kept together;
 *     null if unknown
 * @param officialPlace the image's part in the data set's own split; null if the data set has no
 *     split
 */
public record LabelledImage(
    String imageId,
    int client,
    int label,
    @Nullable String group,
    @Nullable OfficialPlace officialPlace) {

  /** An order independent of the images' source: by client, then image. */
  static final Comparator<LabelledImage> ORDER =
      Comparator.comparingInt(LabelledImage::client).thenComparing(LabelledImage::imageId);

  /** Returns this image assigned to another client. */
  public LabelledImage heldBy(int other) {
    return new LabelledImage(imageId, other, label, group, officialPlace);
  }

  PartitionRow in(Part part) {
    return new PartitionRow(imageId, client, label, part);
  }

  /**
   * Returns the images in {@link #ORDER}.
   *
   * @throws IllegalArgumentException if an image appears twice
   */
  static List<LabelledImage> ordered(List<LabelledImage> images) {
    if (images.stream().map(LabelledImage::imageId).distinct().count() < images.size()) {
      throw new IllegalArgumentException(
          "image ids of %s images: found duplicates".formatted(images.size()));
    }
    return images.stream().sorted(ORDER).toList();
  }
}
