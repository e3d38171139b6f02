package org.fedmas.results.probe;

/**
 * Features of images with their classes and clients. Arrays are not copied.
 *
 * @param rows [N][D]
 * @param labels [N] class numbers, from 0
 * @param clients [N] numbers of the clients that hold the images, from 0
 * @param classes C, the number of classes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LabelledFeatures(float[][] rows, int[] labels, int[] clients, int classes) {

  /** Refuses lists of different length with an {@link IllegalArgumentException}. */
  public LabelledFeatures {
    if (rows.length != labels.length || rows.length != clients.length) {
      throw new IllegalArgumentException(
          "found %s rows, %s labels and %s clients, expected equal numbers"
              .formatted(rows.length, labels.length, clients.length));
    }
  }

  /** Returns N, the number of images. */
  public int images() {
    return rows.length;
  }

  /** Returns D, the number of features of an image; 0 without images. */
  public int dimension() {
    return rows.length == 0 ? 0 : rows[0].length;
  }

  /** Returns the mean of the rows, [D]. */
  double[] mean() {
    double[] mean = new double[dimension()];
    for (float[] row : rows) {
      Vectors.add(mean, 0, row, 1.0 / rows.length);
    }
    return mean;
  }

  /** Returns the same images with shifted features. */
  LabelledFeatures minus(double[] shift) {
    float[][] shifted = new float[rows.length][shift.length];
    for (int i = 0; i < shifted.length; i++) {
      for (int j = 0; j < shift.length; j++) {
        shifted[i][j] = (float) (rows[i][j] - shift[j]);
      }
    }
    return new LabelledFeatures(shifted, labels, clients, classes);
  }

  /** Returns the number of images of each class. */
  int[] counts() {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }
}
