package org.fedmas.tables.feature;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.Damage;

/**
 * Features by image and view, from one or several files. Only the keys are held in memory; the
 * features are mapped, and the mapping ends when the table is garbage. Safe for use by several
 * threads.
 */
public final class FeatureTable {

  /** File name within an artifact. */
  public static final String FILE = "features.arrow";

  private final List<FeatureFile> files;

  private FeatureTable(List<FeatureFile> files) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a feature table needs at least one file");
    }
    this.files = files;
    for (FeatureFile file : files) {
      if (file.dimension() != dimension()) {
        throw Damage.found(file.file(), "features per row", file.dimension(), dimension());
      }
    }
  }

  /**
   * Opens several files as one table.
   *
   * @param files at least one
   * @throws MissingInputException if a file is not there
   * @throws CorruptArtifactException if a file is not a feature table, they differ in D, or a view
   *     is there twice
   */
  public static FeatureTable open(List<Path> files) throws IOException {
    List<FeatureFile> opened = new ArrayList<>();
    for (Path path : files) {
      FeatureFile file = FeatureFile.open(path);
      requireNew(file, opened);
      opened.add(file);
    }
    return new FeatureTable(opened);
  }

  /**
   * Opens files of committed artifacts, which never change, as one table; a process opens each once
   * and keeps it while there is memory. With simulated clients every unit reads nearly all of them.
   *
   * @param files at least one
   * @throws MissingInputException if a file is not there
   * @throws CorruptArtifactException as {@link #open} does, but not for a view that is there twice
   */
  public static FeatureTable openShared(List<Path> files) throws IOException {
    List<FeatureFile> opened = new ArrayList<>();
    for (Path path : files) {
      opened.add(SharedFeatureFiles.open(path));
    }
    return new FeatureTable(opened);
  }

  private static void requireNew(FeatureFile file, List<FeatureFile> others) {
    for (FeatureFile other : others) {
      for (FeatureKey key : file.keys()) {
        if (other.row(key) >= 0) {
          throw Damage.found(file.file(), "row " + file.row(key), key + " again", "each view once");
        }
      }
    }
  }

  /** Returns D, the number of features per row. */
  public int dimension() {
    return files.get(0).dimension();
  }

  /** Returns the key of every row, in the order of files and rows. */
  public List<FeatureKey> keys() {
    return files.stream().flatMap(file -> file.keys().stream()).toList();
  }

  /**
   * Returns the features of an image's view.
   *
   * @return [D]
   * @throws MissingInputException if the table has none
   */
  public float[] features(String imageId, int view) {
    float[] features = new float[dimension()];
    copy(imageId, view, features, 0);
    return features;
  }

  /**
   * Copies the features of an image's view into {@code target}, D of them from {@code offset} on.
   *
   * @throws MissingInputException if the table has none
   */
  public void copy(String imageId, int view, float[] target, int offset) {
    FeatureKey key = new FeatureKey(imageId, view);
    for (FeatureFile file : files) {
      int row = file.row(key);
      if (row >= 0) {
        file.copy(row, target, offset);
        return;
      }
    }
    throw new MissingInputException(
        "%s: found no features of %s among %s rows, expected one; run the features stage for it"
            .formatted(files.stream().map(FeatureFile::file).toList(), key, keys().size()));
  }
}
