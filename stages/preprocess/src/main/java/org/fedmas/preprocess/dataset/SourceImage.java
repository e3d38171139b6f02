package org.fedmas.preprocess.dataset;

import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One image of a data set, before anything was done to its pixels.
 *
 * @param imageId unique within the data set
 * @param label index into {@link DataSet#classes()}
 * @param client id of one of {@link DataSet#clients()}
 * @param lesionId what the image shows; images of equal lesion show the same one. Null where the
 *     data set does not say
 */
public record SourceImage(String imageId, int label, int client, @Nullable String lesionId) {

  /** The order in which every data set lists its images: by client, then by image id. */
  public static final Comparator<SourceImage> ORDER =
      Comparator.comparingInt(SourceImage::client).thenComparing(SourceImage::imageId);

  /** Returns the lesion, where the data set says it. */
  public Optional<String> lesion() {
    return Optional.ofNullable(lesionId);
  }
}
