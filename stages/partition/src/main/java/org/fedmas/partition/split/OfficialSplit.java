package org.fedmas.partition.split;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.image.IndexRow;
import org.fedmas.tables.partition.Part;

/** The data set's own split, which has one fold. */
public record OfficialSplit() implements Split {

  @Override
  public SortedSet<String> testImages(List<IndexRow> images) {
    SortedSet<String> test = new TreeSet<>();
    for (IndexRow image : images) {
      Part part = image.officialPart();
      if (part == null) {
        throw new MissingInputException(
            "split.kind official: the data set has no split of its own (image "
                + image.imageId()
                + " is in no part); put train_test_split into the data folder, or use"
                + " --set split.kind=random");
      }
      if (part == Part.TEST) {
        test.add(image.imageId());
      }
    }
    return test;
  }
}
