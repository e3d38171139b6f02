package org.fedmas.results.probe;

/**
 * Scores of predictions.
 *
 * @param balancedAccuracy mean recall over the classes present in the labels
 * @param accuracy share of right predictions
 */
public record ProbeScore(double balancedAccuracy, double accuracy) {

  /** Returns the scores of the predictions of at least one image. */
  static ProbeScore of(int[] labels, int[] predictions, int classes) {
    int[] right = new int[classes];
    int[] all = new int[classes];
    for (int i = 0; i < labels.length; i++) {
      all[labels[i]]++;
      right[labels[i]] += labels[i] == predictions[i] ? 1 : 0;
    }
    double recalls = 0;
    int present = 0;
    int sum = 0;
    for (int c = 0; c < classes; c++) {
      if (all[c] > 0) {
        recalls += (double) right[c] / all[c];
        present++;
        sum += right[c];
      }
    }
    return new ProbeScore(recalls / present, (double) sum / labels.length);
  }
}
