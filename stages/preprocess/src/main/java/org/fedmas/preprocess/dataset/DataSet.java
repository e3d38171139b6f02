package org.fedmas.preprocess.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.Digest;
import org.fedmas.images.RgbImage;
import org.fedmas.tables.image.AttributeRow;

/** Labelled images of several clients, safe for several threads. Equal inputs give equal lists. */
public sealed interface DataSet permits FileImages, SampleDataSet {

  /** Returns the class names; a label is an index into this list. */
  List<String> classes();

  /** Returns the clients, ids 0…K−1 in order; each is listed even where it has no image. */
  List<Client> clients();

  /** Returns all images in {@link SourceImage#ORDER}. */
  List<SourceImage> images();

  /** Returns the SHA-256 of the file or of a drawing's parameters; equal ones mean equal pixels. */
  Digest digest(SourceImage image);

  /** Returns the image's file; empty for generated images. */
  default Optional<Path> source(SourceImage image) {
    return Optional.empty();
  }

  /**
   * Returns the image's pixels at the size of its source.
   *
   * @throws org.fedmas.contract.error.MissingInputException if its file cannot be read or decoded
   */
  RgbImage pixels(SourceImage image);

  /** Returns the data set's own train/test split, which holds every image. */
  Optional<OfficialSplit> officialSplit();

  /**
   * Returns what else the data set says of images, for scores of subgroups; no stage trains on it.
   * Ordered as {@link #images()}, then by name.
   */
  default List<AttributeRow> attributes() {
    return List.of();
  }

  /** Returns whether one client stands for all, since the data set does not name an image's own. */
  default boolean isPool() {
    return false;
  }

  /**
   * Returns a sentence about images that were left out because their files are missing; empty for a
   * complete data set.
   */
  default Optional<String> missing() {
    return Optional.empty();
  }

  /** Returns sentences about files that are not read, for the log and the report of a run. */
  default List<String> notes() {
    return List.of();
  }

  /** Returns the small metadata files that were read. */
  List<Path> tables();
}
