package org.fedmas.preprocess.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.Digest;
import org.fedmas.images.RgbImage;

/**
 * Labelled images of several clients. Safe for use by several threads; equal inputs give equal
 * lists in equal order.
 */
public sealed interface DataSet permits FlambyIsic, FolderImages, SampleDataSet {

  /** Returns the class names; a label is an index into this list. */
  List<String> classes();

  /** Returns the clients, ids 0…K−1 in order; each is listed even where it has no image. */
  List<Client> clients();

  /** Returns all images in {@link SourceImage#ORDER}. */
  List<SourceImage> images();

  /**
   * Returns the SHA-256 of the image's file, or of the parameters of a generated image. Equal
   * digests mean equal pixels.
   */
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
   * Returns whether the data set does not say which client holds an image: one client stands for
   * all.
   */
  default boolean isPool() {
    return false;
  }

  /** Returns the small metadata files that were read. */
  List<Path> tables();
}
