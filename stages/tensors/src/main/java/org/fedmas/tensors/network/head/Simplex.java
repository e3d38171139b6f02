package org.fedmas.tensors.network.head;

/**
 * The vertices of a regular simplex around the origin, one per class: unit vectors whose pairwise
 * inner products are all {@code −1/(C−1)}. Source: arXiv 2303.10058, definition 1.
 */
final class Simplex {

  private Simplex() {}

  /**
   * Returns the vertices {@code √(C/(C−1))·P(I − 11ᵀ/C)}, one per column.
   *
   * @param matrix [C, C], columns that are linearly independent
   */
  static double[][] of(double[][] matrix) {
    double[][] basis = orthonormal(matrix);
    int classes = basis.length;
    double factor = Math.sqrt(classes / (classes - 1.0));
    double[][] vertices = new double[classes][classes];
    for (int row = 0; row < classes; row++) {
      double mean = 0;
      for (double value : basis[row]) {
        mean += value;
      }
      mean /= classes;
      for (int c = 0; c < classes; c++) {
        vertices[row][c] = factor * (basis[row][c] - mean);
      }
    }
    return vertices;
  }

  /** Returns P, the orthonormal columns that Gram and Schmidt's procedure makes of a matrix. */
  static double[][] orthonormal(double[][] matrix) {
    int size = matrix.length;
    double[][] basis = new double[size][size];
    for (int c = 0; c < size; c++) {
      double[] column = new double[size];
      for (int row = 0; row < size; row++) {
        column[row] = matrix[row][c];
      }
      for (int before = 0; before < c; before++) {
        double share = 0;
        for (int row = 0; row < size; row++) {
          share += column[row] * basis[row][before];
        }
        for (int row = 0; row < size; row++) {
          column[row] -= share * basis[row][before];
        }
      }
      double square = 0;
      for (double value : column) {
        square += value * value;
      }
      for (int row = 0; row < size; row++) {
        basis[row][c] = column[row] / Math.sqrt(square);
      }
    }
    return basis;
  }
}
