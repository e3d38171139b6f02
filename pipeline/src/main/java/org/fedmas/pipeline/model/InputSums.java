package org.fedmas.pipeline.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Running means and squared deviations of the values of images, in one pass. */
final class InputSums {

  private final double[] mean = new double[InputValue.values().length];
  private final double[] squares = new double[InputValue.values().length];
  private int images;

  void add(double[] image) {
    images++;
    for (int i = 0; i < mean.length; i++) {
      double before = image[i] - mean[i];
      mean[i] += before / images;
      squares[i] += before * (image[i] - mean[i]);
    }
  }

  /** Returns the statistics; null for too few images. */
  @Nullable InputStatistics statistics() {
    if (images < InputStatistics.FEWEST) {
      return null;
    }
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int i = 0; i < mean.length; i++) {
      means.add(mean[i]);
      deviations.add(StrictMath.sqrt(squares[i] / images));
    }
    return new InputStatistics(images, means, deviations);
  }
}
