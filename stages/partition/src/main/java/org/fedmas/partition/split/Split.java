package org.fedmas.partition.split;

import java.util.List;
import org.fedmas.tables.partition.PartitionRow;

/** A rule that puts every image into the train or the test part of one fold. */
public sealed interface Split permits Official, RandomSplit {

  /**
   * Places all images.
   *
   * @param images in any order; the result does not depend on it
   * @return one row per image in order of client, then image; parts are train and test only
   * @throws IllegalArgumentException if an image comes twice
   */
  List<PartitionRow> assign(List<LabelledImage> images);
}
