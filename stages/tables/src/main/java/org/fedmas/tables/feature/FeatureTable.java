package org.fedmas.tables.feature;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.Damage;
import org.jspecify.annotations.Nullable;

/**
 * Features by image and view, from one or several files. Only the keys are held in memory; the
 * features are mapped, and the mapping ends when the table is garbage. Safe for use by several
 * threads.
 */
public final class FeatureTable {

  /** File name within an artifact. */
  public static final String FILE = "features.arrow";

  private record Place(FeatureFile file, int row) {}

  private final int dimension;
  private final List<FeatureKey> keys = new ArrayList<>();
  private final Map<FeatureKey, Place> places = new HashMap<>();
  private final List<Path> files = new ArrayList<>();

  private FeatureTable(int dimension) {
    this.dimension = dimension;
  }

  /**
   * Opens one file and indexes its rows.
   *
   * @throws MissingInputException if there is no such file
   * @throws CorruptArtifactException if it is no feature table, or has a view twice
   */
  public static FeatureTable open(Path file) throws IOException {
    return open(List.of(file));
  }

  /**
   * Opens several files as one table.
   *
   * @param files at least one
   * @throws MissingInputException if a file is not there
   * @throws CorruptArtifactException if one is no feature table, they differ in D, or a view is
   *     there twice
   */
  public static FeatureTable open(List<Path> files) throws IOException {
    @Nullable FeatureTable table = null;
    for (Path path : files) {
      FeatureFile file = FeatureFile.open(path);
      if (table == null) {
        table = new FeatureTable(file.dimension());
      }
      table.add(file);
    }
    if (table == null) {
      throw new IllegalArgumentException("a feature table needs at least one file");
    }
    return table;
  }

  private void add(FeatureFile file) {
    if (file.dimension() != dimension) {
      throw Damage.found(file.file(), "features per row", file.dimension(), dimension);
    }
    files.add(file.file());
    for (int row = 0; row < file.keys().size(); row++) {
      FeatureKey key = file.keys().get(row);
      if (places.put(key, new Place(file, row)) != null) {
        throw Damage.found(file.file(), "row " + row, key + " again", "each view once");
      }
      keys.add(key);
    }
  }

  /**
   * This table, if it has that many features per row.
   *
   * @throws CorruptArtifactException otherwise
   */
  public FeatureTable requireDimension(int expected) {
    if (dimension != expected) {
      throw Damage.found(files.get(0), "features per row", dimension, expected);
    }
    return this;
  }

  /** Features per row, D. */
  public int dimension() {
    return dimension;
  }

  /** The key of every row, in the order of files and rows. */
  public List<FeatureKey> keys() {
    return Collections.unmodifiableList(keys);
  }

  /** Whether the table has that view of that image. */
  public boolean contains(String imageId, int view) {
    return places.containsKey(new FeatureKey(imageId, view));
  }

  /**
   * The features of an image's view.
   *
   * @return [D]
   * @throws MissingInputException if the table has none
   */
  public float[] features(String imageId, int view) {
    float[] features = new float[dimension];
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
    Place place = places.get(key);
    if (place == null) {
      throw new MissingInputException(
          "%s: found no features of %s among %d rows, expected one; run the features stage for it"
              .formatted(files, key, keys.size()));
    }
    place.file().copy(place.row(), target, offset);
  }
}
