package org.fedmas.tensors.input;

/** Softmax in Java doubles, so that every machine computes equal probabilities. */
public final class ClassProbabilities {

  private ClassProbabilities() {}

  /** Returns the class probabilities of [n, classes] logits, row by row. */
  static float[][] of(float[] logits, int classes) {
    float[][] rows = new float[logits.length / classes][classes];
    for (int i = 0; i < rows.length; i++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < classes; c++) {
        most = Math.max(most, logits[i * classes + c]);
      }
      double[] powers = new double[classes];
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        powers[c] = StrictMath.exp(logits[i * classes + c] - most);
        sum += powers[c];
      }
      for (int c = 0; c < classes; c++) {
        rows[i][c] = (float) (powers[c] / sum);
      }
    }
    return rows;
  }

  /** Returns the most probable class, the first of equals. */
  public static int largest(float[] probabilities) {
    int best = 0;
    for (int c = 1; c < probabilities.length; c++) {
      if (probabilities[c] > probabilities[best]) {
        best = c;
      }
    }
    return best;
  }
}
