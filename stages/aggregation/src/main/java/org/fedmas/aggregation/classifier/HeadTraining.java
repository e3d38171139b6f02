package org.fedmas.aggregation.classifier;

import java.util.function.IntFunction;
import org.fedmas.tables.model.LinearHead;

/**
 * The training of a linear head on synthetic features by stochastic gradient descent on the mean
 * cross entropy of each batch. The last batch of an epoch may be smaller.
 *
 * @param features one row per sample
 * @param labels the class of each sample
 */
record HeadTraining(double[][] features, int[] labels, int epochs, int batch, double rate) {

  /**
   * Trains a head in place.
   *
   * @param orders the order of the samples in each epoch
   */
  void train(LinearHead head, IntFunction<int[]> orders) {
    for (int epoch = 0; epoch < epochs; epoch++) {
      int[] order = orders.apply(epoch);
      for (int from = 0; from < order.length; from += batch) {
        step(head, order, from, Math.min(order.length, from + batch));
      }
    }
  }

  private void step(LinearHead head, int[] order, int from, int until) {
    double[][] errors = new double[until - from][];
    for (int i = from; i < until; i++) {
      errors[i - from] = head.probabilities(features[order[i]]);
      errors[i - from][labels[order[i]]] -= 1;
    }
    for (int i = from; i < until; i++) {
      double[] sample = features[order[i]];
      for (int c = 0; c < head.classes(); c++) {
        double step = rate * errors[i - from][c] / (until - from);
        head.bias()[c] -= step;
        for (int j = 0; j < sample.length; j++) {
          head.weight()[c][j] -= step * sample[j];
        }
      }
    }
  }
}
