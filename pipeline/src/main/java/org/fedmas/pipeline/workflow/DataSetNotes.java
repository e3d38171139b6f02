package org.fedmas.pipeline.workflow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.fedmas.contract.Digest;
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
   */
  public static List<String> of(
      DataSet dataSet, Function<SourceImage, Digest> digests, List<PartitionRow> rows) {
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
    notes.addAll(EqualFiles.of(dataSet, digests).notes(image -> test.contains(image.imageId())));
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
