package org.fedmas.tensors.network.encoder;

import java.util.Arrays;
import org.fedmas.tables.model.StoredTensor;

/**
 * The position embeddings of a square grid of patches, from which those of other grids are
 * interpolated. Computed in double.
 *
 * @param stored [1 + side·side, width], the class token's first, then row by row
 * @param side patches per side
 * @param width width of a token
 */
record PositionTable(float[] stored, int side, int width, PositionRule rule) {

  static PositionTable of(StoredTensor tensor, VisionTransformer encoder) {
    return new PositionTable(
        tensor.floats(), encoder.grid(), encoder.width(), encoder.family().positionRule());
  }

  /** Returns the embeddings of a grid, [1 + rows·columns, width]; the class token's first. */
  float[] at(int rows, int columns) {
    if (rows == side && columns == side) {
      return stored.clone();
    }
    double[] grid = new double[side * side * width];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = stored[width + i];
    }
    double[] high = blended(rule.matrix(side, rows), grid, 1, side, side * width);
    double[] whole = blended(rule.matrix(side, columns), high, rows, side, width);
    float[] table = Arrays.copyOf(stored, (1 + rows * columns) * width);
    for (int i = 0; i < whole.length; i++) {
      table[width + i] = (float) whole[i];
    }
    return table;
  }

  /**
   * Blends blocks of numbers along the middle axis.
   *
   * @param matrix [to, from]
   * @param values [outer, from, block]
   * @return [outer, to, block]
   */
  private static double[] blended(
      double[][] matrix, double[] values, int outer, int from, int block) {
    double[] blended = new double[outer * matrix.length * block];
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < matrix.length; i++) {
        int target = (o * matrix.length + i) * block;
        for (int tap = 0; tap < from; tap++) {
          double weight = matrix[i][tap];
          int source = (o * from + tap) * block;
          for (int b = 0; weight != 0 && b < block; b++) {
            blended[target + b] += weight * values[source + b];
          }
        }
      }
    }
    return blended;
  }
}
