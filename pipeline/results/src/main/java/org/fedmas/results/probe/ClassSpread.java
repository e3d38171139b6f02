package org.fedmas.results.probe;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The divergence of the images of a class at a client from each other, the mean of 2 − 2·cos over
 * all pairs. For unit features u it is {@code 2 − 2(‖Σu‖² − n)/(n(n − 1))}. The number of images
 * does not shift it.
 */
final class ClassSpread {

  private ClassSpread() {}

  /**
   * Returns the table of all clients.
   *
   * @return [client][class], null where a client has fewer than two images of a class
   */
  static List<List<@Nullable Double>> of(LabelledFeatures data, int clients) {
    double[][][] sums = new double[clients][data.classes()][];
    int[][] counts = new int[clients][data.classes()];
    for (int i = 0; i < data.images(); i++) {
      int client = data.clients()[i];
      int label = data.labels()[i];
      if (counts[client][label]++ == 0) {
        sums[client][label] = new double[data.dimension()];
      }
      float[] row = data.rows()[i];
      Vectors.add(sums[client][label], 0, row, Vectors.inverseNorm(row));
    }
    List<List<@Nullable Double>> table = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      List<@Nullable Double> row = new ArrayList<>();
      for (int label = 0; label < data.classes(); label++) {
        row.add(spread(sums[client][label], counts[client][label]));
      }
      table.add(row);
    }
    return table;
  }

  private static @Nullable Double spread(double[] sum, int images) {
    if (images < 2) {
      return null;
    }
    double pairs = (double) images * (images - 1);
    return Math.max(0, 2 - 2 * (Vectors.dot(sum, sum) - images) / pairs);
  }
}
