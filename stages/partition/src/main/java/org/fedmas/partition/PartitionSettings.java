package org.fedmas.partition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.fedmas.contract.Digest;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.partition.client.Clients;
import org.fedmas.partition.split.LabelledImage;
import org.fedmas.partition.split.Split;
import org.fedmas.partition.split.ValidationPart;
import org.fedmas.tables.partition.PartitionRow;

/**
 * The division of the images: the keys {@code fold}, {@code split.*}, {@code partition.*}, {@code
 * dataset.duplicates} and those of the validation part.
 *
 * @param clients the rule that gives images their clients
 * @param split the rule that chooses test images
 * @param validation the training images that are held back
 * @param duplicates the treatment of images with equal files
 */
public record PartitionSettings(
    Clients clients, Split split, ValidationPart validation, Duplicates duplicates) {

  /** Reads the keys; seeds only where something is drawn. */
  public static PartitionSettings read(ConfigReader reader) {
    return new PartitionSettings(
        Clients.read(reader),
        Split.read(reader),
        ValidationPart.read(reader),
        Duplicates.read(reader));
  }

  /**
   * Returns one row per image that stays, in order of client, then image.
   *
   * @param digests the digest of the file of an image, by name
   */
  public List<PartitionRow> rows(List<LabelledImage> images, Function<String, Digest> digests) {
    return duplicates.kept(rows(images), digests);
  }

  /**
   * Returns one row per image, duplicates among them, with its client and part, in order of client,
   * then image.
   */
  public List<PartitionRow> rows(List<LabelledImage> images) {
    List<PartitionRow> placed = split.assign(clients.assign(images));
    if (!split.keepsGroups()) {
      return validation.holdBack(placed);
    }
    Map<String, String> groups = new HashMap<>();
    for (LabelledImage image : images) {
      String group = image.group();
      if (group != null) {
        groups.put(image.imageId(), group);
      }
    }
    return validation.holdBackGroups(placed, groups::get);
  }
}
