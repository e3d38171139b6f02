package org.fedmas.partition.split;

import java.util.List;
import java.util.SortedSet;
import org.fedmas.tables.image.IndexRow;

/** Which images are test images; a pure function of the set of images, whatever their order. */
public sealed interface Split permits OfficialSplit, RandomSplit {

  /** The ids of the test images. */
  SortedSet<String> testImages(List<IndexRow> images);
}
