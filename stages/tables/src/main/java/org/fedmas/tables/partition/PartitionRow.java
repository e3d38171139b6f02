package org.fedmas.tables.partition;

/**
 * The client, class and part of an image.
 *
 * @param client number of the client that holds it, from 0
 * @param label class number, from 0
 */
public record PartitionRow(String imageId, int client, int label, Part part) {

  /** Refuses a negative number with an {@link IllegalArgumentException}. */
  public PartitionRow {
    if (client < 0 || label < 0) {
      throw new IllegalArgumentException(
          "image %s: found client %s and label %s, expected no negative number"
              .formatted(imageId, client, label));
    }
  }
}
