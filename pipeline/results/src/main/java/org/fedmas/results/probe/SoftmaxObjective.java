package org.fedmas.results.probe;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The objective {@code (1/N) Σ w_i CE(W x_i + b, y_i) + λ/2 ‖W‖²} at a point. Rows are summed in
 * blocks on several threads, and blocks in their order, so that equal input gives equal bits.
 *
 * @param data the images x_i, y_i
 * @param weights [N] w_i/N
 * @param lambda λ
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SoftmaxObjective(LabelledFeatures data, double[] weights, double lambda) {

  private static final int BLOCK = 256;

  /**
   * Returns the objective of a training part.
   *
   * @param balanced whether w_i = N/(C n_y) instead of 1, over the classes that are present
   */
  static SoftmaxObjective of(LabelledFeatures data, double lambda, boolean balanced) {
    int[] counts = data.counts();
    long present = IntStream.of(counts).filter(count -> count > 0).count();
    double[] weights = new double[data.images()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = balanced ? 1.0 / (present * counts[data.labels()[i]]) : 1.0 / data.images();
    }
    return new SoftmaxObjective(data, weights, lambda);
  }

  /**
   * Value, gradient and class probabilities at a point.
   *
   * @param theta [C × (D + 1)]: per class D weights and the bias
   * @param gradient of the shape of theta
   * @param probabilities [N][C]
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Point(double[] theta, double value, double[] gradient, double[][] probabilities) {}

  /** A block's part of a sum. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(double value, double[] sums) {}

  /** Returns the length of theta. */
  int size() {
    return data.classes() * stride();
  }

  private int stride() {
    return data.dimension() + 1;
  }

  /** Evaluates a point. */
  Point at(double[] theta) {
    double[][] probabilities = new double[data.images()][];
    Part sum =
        sum(
            block -> {
              double[] sums = new double[size()];
              double value = 0;
              for (int i = block; i < end(block); i++) {
                double[] scores = scores(theta, data.rows()[i]);
                double logSum = softmax(scores);
                int label = data.labels()[i];
                value += weights[i] * (logSum - logit(theta, data.rows()[i], label));
                probabilities[i] = scores;
                for (int c = 0; c < scores.length; c++) {
                  double error = weights[i] * (scores[c] - (c == label ? 1 : 0));
                  accumulate(sums, c, data.rows()[i], error);
                }
              }
              return new Part(value, sums);
            });
    double square = penalise(theta, sum.sums());
    return new Point(theta, sum.value() + lambda / 2 * square, sum.sums(), probabilities);
  }

  /** Returns the product of the second derivatives at a point with a direction. */
  double[] product(Point point, double[] direction) {
    double[] sums =
        sum(block -> {
              double[] part = new double[size()];
              for (int i = block; i < end(block); i++) {
                double[] along = scores(direction, data.rows()[i]);
                double[] p = point.probabilities()[i];
                double mean = Vectors.dot(p, along);
                for (int c = 0; c < p.length; c++) {
                  double factor = weights[i] * p[c] * (along[c] - mean);
                  accumulate(part, c, data.rows()[i], factor);
                }
              }
              return new Part(0, part);
            })
            .sums();
    penalise(direction, sums);
    return sums;
  }

  /** Returns the logits W x + b of one row. */
  double[] scores(double[] theta, float[] row) {
    double[] scores = new double[data.classes()];
    for (int c = 0; c < scores.length; c++) {
      scores[c] = logit(theta, row, c);
    }
    return scores;
  }

  private double logit(double[] theta, float[] row, int label) {
    int from = label * stride();
    return Vectors.dot(theta, from, row) + theta[from + row.length];
  }

  private void accumulate(double[] sums, int label, float[] row, double factor) {
    Vectors.add(sums, label * stride(), row, factor);
    sums[label * stride() + row.length] += factor;
  }

  /** Adds λW to the sums and returns ‖W‖²; biases are free. */
  private double penalise(double[] theta, double[] sums) {
    double square = 0;
    for (int i = 0; i < theta.length; i++) {
      if (i % stride() < data.dimension()) {
        sums[i] += lambda * theta[i];
        square += theta[i] * theta[i];
      }
    }
    return square;
  }

  private int end(int block) {
    return Math.min(block + BLOCK, data.images());
  }

  private Part sum(IntFunction<Part> ofBlock) {
    int blocks = (data.images() + BLOCK - 1) / BLOCK;
    List<Part> parts =
        IntStream.range(0, blocks)
            .parallel()
            .mapToObj(block -> ofBlock.apply(block * BLOCK))
            .toList();
    double value = 0;
    double[] sums = new double[size()];
    for (Part part : parts) {
      value += part.value();
      Vectors.add(sums, part.sums(), 1);
    }
    return new Part(value, sums);
  }

  /** Replaces logits by probabilities and returns log Σ exp. */
  private static double softmax(double[] scores) {
    double largest = scores[Vectors.argmax(scores)];
    double sum = 0;
    for (int c = 0; c < scores.length; c++) {
      scores[c] = Math.exp(scores[c] - largest);
      sum += scores[c];
    }
    for (int c = 0; c < scores.length; c++) {
      scores[c] /= sum;
    }
    return largest + Math.log(sum);
  }
}
