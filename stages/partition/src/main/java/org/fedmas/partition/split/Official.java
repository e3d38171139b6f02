package org.fedmas.partition.split;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;

/**
 * The split that comes with the data set. It has one fold.
 *
 * @param fold 1
 */
public record Official(int fold) implements Split {

  public Official {
    if (fold != 1) {
      throw new ConfigException(
          "fold: found "
              + fold
              + ", expected 1: the official split has one fold; split.kind: random has more");
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws ConfigException if the data set does not come with a split of all images
   */
  @Override
  public List<PartitionRow> assign(List<LabelledImage> images) {
    List<PartitionRow> rows = new ArrayList<>();
    for (LabelledImage image : LabelledImage.ordered(images)) {
      Part part = image.officialPart();
      if (part == null) {
        throw new ConfigException(
            "split.kind: found official, but the data set does not say to which part image "
                + image.imageId()
                + " belongs; add the data set's split file (flamby-isic: train_test_split), or set"
                + " split.kind: random");
      }
      if (part == Part.VALIDATION) {
        throw new IllegalArgumentException(
            "image "
                + image.imageId()
                + ": found official part validation, expected train or test");
      }
      rows.add(new PartitionRow(image.imageId(), image.client(), image.label(), part));
    }
    return List.copyOf(rows);
  }
}
