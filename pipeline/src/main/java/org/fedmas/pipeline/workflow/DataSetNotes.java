package org.fedmas.pipeline.workflow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fedmas.contract.Digest;
import org.fedmas.partition.Duplicates;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.EqualFiles;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;

/** The warnings about a data set that are known before any work. */
public final class DataSetNotes {

  private DataSetNotes() {}

  /**
   * Returns sentences about files that are not read, equal files and classes that cannot be learnt.
   *
   * @param digests the digest of each image
   * @param rows the partition that follows if every image decodes
   * @param duplicates the treatment of equal files
   */
  public static List<String> of(
      DataSet dataSet,
      Function<SourceImage, Digest> digests,
      List<PartitionRow> rows,
      Duplicates duplicates) {
    List<String> notes = new ArrayList<>(dataSet.notes());
    Set<String> test = new HashSet<>();
    Set<Integer> trained = new HashSet<>();
    for (PartitionRow row : rows) {
      if (row.part() == Part.TEST) {
        test.add(row.imageId());
      }
      if (row.part() == Part.TRAIN) {
        trained.add(row.label());
      }
    }
    EqualFiles equal = EqualFiles.of(dataSet, digests);
    if (duplicates == Duplicates.KEEP) {
      notes.addAll(equal.notes(image -> test.contains(image.imageId())));
    } else {
      int dropped = dataSet.images().size() - rows.size();
      notes.add(
          "%s: %s leaves out %s of %s images"
              .formatted(Duplicates.KEY, duplicates.id(), dropped, dataSet.images().size()));
      Set<String> left = rows.stream().map(PartitionRow::imageId).collect(Collectors.toSet());
      notes.addAll(
          equal
              .within(image -> left.contains(image.imageId()))
              .notes(image -> test.contains(image.imageId())));
    }
    List<String> untrained = new ArrayList<>();
    for (int label = 0; label < dataSet.classes().size(); label++) {
      if (!trained.contains(label)) {
        untrained.add(dataSet.classes().get(label));
      }
    }
    if (!untrained.isEmpty()) {
      notes.add(
          "classes without a training image: %s; no model can learn them"
              .formatted(String.join(", ", untrained)));
    }
    return List.copyOf(notes);
  }
}
