package org.fedmas.pipeline.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The table of contents of a bundle, its first entry.
 *
 * @param format version of the form
 * @param run name of the run
 * @param imageIds whether predictions name images and groups as the data set does
 * @param files every other entry, sorted by name
 */
record BundleContents(
    int format, String run, @JsonProperty("image_ids") boolean imageIds, List<Entry> files) {

  static final String FILE = "bundle.json";
  static final int FORMAT = 1;

  BundleContents {
    files = List.copyOf(files);
  }

  /**
   * One file.
   *
   * @param sha256 checksum, {@code sha256:…}
   */
  record Entry(String name, long size, String sha256) {}
}
