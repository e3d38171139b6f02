package org.fedmas.tables.image;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.fedmas.contract.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A prepared image and its origin, without the pixels.
 *
 * @param label class number, from 0
 * @param client number of the client it comes from, from 0; −1 without natural clients
 * @param lesionId the lesion, or another group that stays together; null where unknown
 * @param sourceWidth pixels, as {@code sourceHeight}
 * @param sourceDigest SHA-256 of the source file
 * @param width pixels of the stored image, as {@code height}
 */
public record ImageHeader(
    String imageId,
    int label,
    int client,
    @Nullable String lesionId,
    int sourceWidth,
    int sourceHeight,
    @JsonProperty("source_sha256") Digest sourceDigest,
    int width,
    int height) {

  /** Refuses a value out of range with an {@link IllegalArgumentException}. */
  public ImageHeader {
    atLeast(imageId, "label", label, 0);
    atLeast(imageId, "client", client, -1);
    atLeast(imageId, "source width", sourceWidth, 1);
    atLeast(imageId, "source height", sourceHeight, 1);
    atLeast(imageId, "width", width, 1);
    atLeast(imageId, "height", height, 1);
  }

  private static void atLeast(String imageId, String what, int found, int least) {
    if (found < least) {
      throw new IllegalArgumentException(
          "image " + imageId + ": found " + what + " " + found + ", expected at least " + least);
    }
  }
}
