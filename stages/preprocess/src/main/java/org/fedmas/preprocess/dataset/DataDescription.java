package org.fedmas.preprocess.dataset;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A description of a data set from its tables alone.
 *
 * @param classes class names
 * @param clients in order of id
 * @param images all that there should be, in {@link SourceImage#ORDER}
 * @param officialSplit empty where the data set has none
 * @param notes sentences about files that are not read
 */
public record DataDescription(
    List<String> classes,
    List<Client> clients,
    List<SourceImage> images,
    Optional<OfficialSplit> officialSplit,
    List<String> notes) {

  /** Returns the description of an open data set. */
  public static DataDescription of(DataSet dataSet) {
    return new DataDescription(
        dataSet.classes(),
        dataSet.clients(),
        dataSet.images(),
        dataSet.officialSplit(),
        dataSet.notes());
  }

  /** Returns the description that tables give. */
  public static DataDescription of(FlambyTables tables) {
    return new DataDescription(
        FlambyTables.CLASSES, Centre.clients(), tables.images(), tables.officialSplit(), List.of());
  }

  /** Returns the numbers of images by client, class and part of the official split. */
  public DataCounts counts() {
    return DataCounts.of(classes, clients, images, officialSplit);
  }

  /** Lesions on both sides of the official split, as far as these test images show them. */
  public LesionLeak leak(OfficialSplit split, Predicate<SourceImage> among) {
    return LesionLeak.of(images, image -> split.place(image.imageId()).isTest(1), among);
  }
}
