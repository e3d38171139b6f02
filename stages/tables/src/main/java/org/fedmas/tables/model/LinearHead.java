package org.fedmas.tables.model;

import java.util.Arrays;
import java.util.Map;

/**
 * A linear classifier in double, {@code softmax(W f + b)}. The arrays are not copied.
 *
 * @param weight W, one row per class
 * @param bias b
 */
public record LinearHead(double[][] weight, double[] bias) {

  /** Returns the classifier {@code fc} of a model's state. */
  public static LinearHead of(ModelState state) {
    return of(state, "");
  }

  /** Returns the head whose entries have a prefix. */
  public static LinearHead of(ModelState state, String prefix) {
    double[] bias = state.tensor(prefix + RetrainedHead.BIAS).numbers();
    return new LinearHead(
        rows(state.tensor(prefix + RetrainedHead.WEIGHT).numbers(), bias.length), bias);
  }

  /** Returns the number of classes. */
  public int classes() {
    return bias.length;
  }

  /** Returns the number of features. */
  public int features() {
    return weight[0].length;
  }

  /** Returns the probability of each class. */
  public double[] probabilities(double[] features) {
    double[] values = bias.clone();
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < values.length; c++) {
      for (int i = 0; i < features.length; i++) {
        values[c] += weight[c][i] * features[i];
      }
      largest = Math.max(largest, values[c]);
    }
    double sum = 0;
    for (int c = 0; c < values.length; c++) {
      values[c] = StrictMath.exp(values[c] - largest);
      sum += values[c];
    }
    for (int c = 0; c < values.length; c++) {
      values[c] /= sum;
    }
    return values;
  }

  /**
   * Returns the gradient of the mean cross entropy of features of one class, in the form of a head.
   *
   * @param features one row per sample, at least one
   */
  public LinearHead gradient(double[][] features, int label) {
    double[][] weightGradient = new double[classes()][features()];
    double[] biasGradient = new double[classes()];
    for (double[] row : features) {
      double[] error = probabilities(row);
      error[label] -= 1;
      for (int c = 0; c < error.length; c++) {
        double share = error[c] / features.length;
        biasGradient[c] += share;
        for (int i = 0; i < row.length; i++) {
          weightGradient[c][i] += share * row[i];
        }
      }
    }
    return new LinearHead(weightGradient, biasGradient);
  }

  /** Adds a multiple of another head in place. */
  public void add(LinearHead other, double factor) {
    for (int c = 0; c < bias.length; c++) {
      bias[c] += factor * other.bias[c];
      for (int i = 0; i < weight[c].length; i++) {
        weight[c][i] += factor * other.weight[c][i];
      }
    }
  }

  /** Returns a multiple of this head. */
  public LinearHead scale(double factor) {
    LinearHead scaled =
        new LinearHead(new double[weight.length][features()], new double[bias.length]);
    scaled.add(this, factor);
    return scaled;
  }

  /** Adds the head's entries in float64 to a state's, under names with a prefix. */
  public void put(String prefix, Map<String, StoredTensor> entries) {
    double[] all = Arrays.stream(weight).flatMapToDouble(Arrays::stream).toArray();
    entries.put(prefix + RetrainedHead.WEIGHT, StoredTensor.of(all, classes(), features()));
    entries.put(prefix + RetrainedHead.BIAS, StoredTensor.of(bias, classes()));
  }

  /** Divides numbers into rows of equal length. */
  public static double[][] rows(double[] numbers, int count) {
    int length = numbers.length / count;
    double[][] rows = new double[count][];
    for (int r = 0; r < count; r++) {
      rows[r] = Arrays.copyOfRange(numbers, r * length, (r + 1) * length);
    }
    return rows;
  }
}
