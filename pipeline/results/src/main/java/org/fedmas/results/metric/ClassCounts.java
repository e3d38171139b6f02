package org.fedmas.results.metric;

import org.jspecify.annotations.Nullable;

/**
 * Weighted numbers of images per class. Scores that need nothing else are computed here; each is
 * null, never NaN, where it would be 0/0.
 *
 * @param support [classes] images of the class
 * @param predicted [classes] images predicted as the class
 * @param correct [classes] images of the class that were predicted as such
 */
record ClassCounts(long[] support, long[] predicted, long[] correct) {

  static ClassCounts of(RankedPredictions model, int[] weights) {
    int classes = model.images().classes();
    long[] cells = new long[classes * classes];
    for (int image = 0; image < weights.length; image++) {
      cells[model.cell(image)] += weights[image];
    }
    ClassCounts counts = new ClassCounts(new long[classes], new long[classes], new long[classes]);
    for (int label = 0; label < classes; label++) {
      for (int guess = 0; guess < classes; guess++) {
        long cell = cells[label * classes + guess];
        counts.support[label] += cell;
        counts.predicted[guess] += cell;
      }
      counts.correct[label] = cells[label * classes + label];
    }
    return counts;
  }

  @Nullable Double recall(int label) {
    return Tally.ratio(correct[label], support[label]);
  }

  @Nullable Double precision(int label) {
    return Tally.ratio(correct[label], predicted[label]);
  }

  @Nullable Double f1(int label) {
    return Tally.ratio(2 * correct[label], support[label] + predicted[label]);
  }

  /** Returns the share of the other classes' images that were not predicted as this one. */
  @Nullable Double specificity(int label, long images) {
    long others = images - support[label];
    return Tally.ratio(others - predicted[label] + correct[label], others);
  }

  /** Returns whether the class is among labels or predictions. */
  boolean seen(int label) {
    return support[label] + predicted[label] > 0;
  }

  Agreement agreement() {
    long images = 0;
    long right = 0;
    long byChance = 0;
    long labelPairs = 0;
    long predictedPairs = 0;
    for (int c = 0; c < support.length; c++) {
      images += support[c];
      right += correct[c];
      byChance += support[c] * predicted[c];
      labelPairs += support[c] * support[c];
      predictedPairs += predicted[c] * predicted[c];
    }
    return new Agreement(images, right, byChance, labelPairs, predictedPairs);
  }
}
