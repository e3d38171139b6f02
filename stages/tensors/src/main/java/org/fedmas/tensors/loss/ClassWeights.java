package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;
import java.util.stream.LongStream;
import org.fedmas.contract.config.ConfigReader;

/** Weights per class; 0 for a class without images. */
final class ClassWeights {

  /** The published β. Source: arXiv 1901.05555 (class-balanced loss). */
  static final double BETA = 0.9999;

  private ClassWeights() {}

  /** Reads a β. */
  static double beta(ConfigReader reader, String key, double otherwise) {
    return reader.number(key, otherwise, 0, 1 - 1e-9);
  }

  /** {@code (1−β)/(1−β^n_c)}, scaled so that present classes average 1. */
  static double[] effectiveNumber(long[] counts, double beta) {
    double[] weights = new double[counts.length];
    double sum = 0;
    int present = 0;
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] > 0) {
        weights[c] = (1 - beta) / (1 - StrictMath.pow(beta, counts[c]));
        sum += weights[c];
        present++;
      }
    }
    for (int c = 0; c < counts.length; c++) {
      weights[c] = present == 0 ? 0 : weights[c] / sum * present;
    }
    return weights;
  }

  /** {@code Σn / (C·n_c)}; C counts absent classes too. */
  static double[] inverseFrequency(long[] counts) {
    double sum = LongStream.of(counts).sum();
    return LongStream.of(counts)
        .mapToDouble(count -> count > 0 ? sum / ((double) counts.length * count) : 0)
        .toArray();
  }

  /** Returns 1 for classes with images and 0 for the others. */
  static double[] present(long[] counts) {
    return LongStream.of(counts).mapToDouble(count -> count > 0 ? 1 : 0).toArray();
  }

  /** {@code −w_y·log p_y}, [n]. */
  static NDArray perSample(NDArray logits, NDArray labels, double[] weights) {
    NDArray surprise = Softmax.targetLogProbability(logits, labels).neg();
    return surprise.mul(Softmax.ofLabels(logits, labels, weights));
  }

  /** {@code Σ −w_y·log p_y / Σ w_y}, a scalar. */
  static NDArray batch(NDArray logits, NDArray labels, double[] weights) {
    NDArray sum = Softmax.ofLabels(logits, labels, weights).sum();
    return perSample(logits, labels, weights).sum().div(sum);
  }
}
