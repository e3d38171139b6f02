package org.fedmas.results.metric;

import java.util.Arrays;
import org.fedmas.contract.error.StageFailedException;

/**
 * One model's predictions for some images, prepared for scores under many weights: sorted once, and
 * with the terms of each image that sums need.
 */
public final class RankedPredictions {

  /** The smallest probability that the negative log-likelihood tells apart from 0. */
  static final double FLOOR = 1e-12;

  private final TestImages images;
  private final int[] predicted;
  private final double[][] probabilities;
  private final TieGroups[] byClass;
  private final double[] confidence;
  private final TieGroups byConfidence;
  private final boolean[] correct;

  /** The place of each image in the confusion matrix, row major. */
  private final int[] cells;

  private final double[] squaredErrors;
  private final double[] negativeLogs;

  /**
   * Creates the predictions of a model.
   *
   * @param predicted [n] predicted classes
   * @param probabilities [n, classes]
   * @throws IllegalArgumentException if lengths differ or a class is out of range
   * @throws StageFailedException if a probability is not a number: the model has diverged
   */
  public RankedPredictions(TestImages images, int[] predicted, double[][] probabilities) {
    check(images, predicted, probabilities);
    this.images = images;
    this.predicted = predicted.clone();
    this.probabilities = probabilities;
    this.byClass = new TieGroups[images.classes()];
    for (int c = 0; c < byClass.length; c++) {
      int label = c;
      byClass[c] =
          TieGroups.of(Arrays.stream(probabilities).mapToDouble(row -> row[label]).toArray());
    }
    this.confidence =
        Arrays.stream(probabilities)
            .mapToDouble(row -> Arrays.stream(row).max().orElseThrow())
            .toArray();
    this.byConfidence = TieGroups.of(confidence);
    this.correct = new boolean[predicted.length];
    this.cells = new int[predicted.length];
    this.squaredErrors = new double[predicted.length];
    this.negativeLogs = new double[predicted.length];
    for (int image = 0; image < correct.length; image++) {
      int label = images.label(image);
      correct[image] = predicted[image] == label;
      cells[image] = label * images.classes() + predicted[image];
      squaredErrors[image] = squaredError(probabilities[image], label);
      negativeLogs[image] = -StrictMath.log(Math.max(probabilities[image][label], FLOOR));
    }
  }

  /** Returns these predictions followed by another model's for the same images. */
  public RankedPredictions followedBy(RankedPredictions other) {
    if (other.images != images) {
      throw new IllegalArgumentException("expected predictions for the same images");
    }
    int n = predicted.length;
    int[] both = Arrays.copyOf(predicted, 2 * n);
    System.arraycopy(other.predicted, 0, both, n, n);
    double[][] rows = Arrays.copyOf(probabilities, 2 * n);
    System.arraycopy(other.probabilities, 0, rows, n, n);
    return new RankedPredictions(images.twice(), both, rows);
  }

  /** Returns the images. */
  public TestImages images() {
    return images;
  }

  /** Returns the predicted class of an image. */
  public int predicted(int image) {
    return predicted[image];
  }

  /** Returns the place of an image in the confusion matrix, row major. */
  int cell(int image) {
    return cells[image];
  }

  /** Returns whether an image's predicted class is its true one. */
  public boolean correct(int image) {
    return correct[image];
  }

  /** Returns the probability of a class for an image. */
  public double probability(int image, int label) {
    return probabilities[image][label];
  }

  /** Returns the images in the order of a class's probability. */
  TieGroups byClass(int label) {
    return byClass[label];
  }

  /** Returns the largest probability of each image. */
  double[] confidence() {
    return confidence;
  }

  TieGroups byConfidence() {
    return byConfidence;
  }

  boolean[] correct() {
    return correct;
  }

  /** Returns {@code Σ_c (p_c − [y = c])²} of an image, in [0, 2]. */
  double squaredError(int image) {
    return squaredErrors[image];
  }

  /** Returns {@code −ln max(p_y, 1e-12)} of an image with true class y. */
  double negativeLog(int image) {
    return negativeLogs[image];
  }

  /** Returns whether the probability of an image's true class is below {@link #FLOOR}. */
  boolean clipped(int image) {
    return probabilities[image][images.label(image)] < FLOOR;
  }

  private static double squaredError(double[] row, int label) {
    double sum = 0;
    for (int c = 0; c < row.length; c++) {
      double difference = row[c] - (label == c ? 1 : 0);
      sum += difference * difference;
    }
    return sum;
  }

  private static void check(TestImages images, int[] predicted, double[][] probabilities) {
    int n = images.size();
    if (predicted.length != n) {
      throw new IllegalArgumentException(n + " labels but " + predicted.length + " predictions");
    }
    if (probabilities.length != n) {
      throw new IllegalArgumentException(
          n + " labels but " + probabilities.length + " rows of probabilities");
    }
    for (int image = 0; image < n; image++) {
      if (predicted[image] < 0 || predicted[image] >= images.classes()) {
        throw new IllegalArgumentException(
            "prediction of image %s is %s, expected 0…%s"
                .formatted(image, predicted[image], images.classes() - 1));
      }
      if (probabilities[image].length != images.classes()) {
        throw new IllegalArgumentException(
            "image %s has %s probabilities, expected %s"
                .formatted(image, probabilities[image].length, images.classes()));
      }
      for (double probability : probabilities[image]) {
        if (Double.isNaN(probability)) {
          throw new StageFailedException(
              """
              evaluation: image %s of %s has a probability that is not a number, expected values in \
              [0, 1]: the model has diverged; lower training.learning-rate or set \
              training.clip-norm"""
                  .formatted(image, n));
        }
      }
    }
  }
}
