package org.fedmas.aggregation.classifier;

import java.util.stream.IntStream;
import org.fedmas.tables.model.LinearHead;

/**
 * The matching of synthetic features of one class with a gradient, by gradient descent. The loss is
 *
 * <pre>
 * Σ over rows of 1 − ⟨s, g⟩ / (‖s‖‖g‖ + ε).
 * </pre>
 *
 * In it, s is the gradient of the mean cross entropy of the features under the head, row by row;
 * the bias is one more row. A row whose s or g is 0 counts 1 and moves nothing.
 *
 * @param head the head under which gradients are compared
 * @param label the class
 * @param target g, the clients' mean gradient
 */
record FeatureMatching(LinearHead head, int label, LinearHead target) {

  private static final double SMALL = 1e-6;

  /** The loss and its gradient in the features, in their form. */
  record Slope(double loss, double[][] gradient) {}

  /** Takes one step in place and returns the loss before it. */
  double step(double[][] features, double rate) {
    Slope slope = slope(features);
    for (int m = 0; m < features.length; m++) {
      for (int i = 0; i < features[m].length; i++) {
        features[m][i] -= rate * slope.gradient()[m][i];
      }
    }
    return slope.loss();
  }

  Slope slope(double[][] features) {
    LinearHead ours = head.gradient(features, label);
    int classes = head.classes();
    double[][] weight = new double[classes][];
    double loss = 0;
    for (int j = 0; j < classes; j++) {
      loss += 1 - cosine(ours.weight()[j], target.weight()[j]);
      weight[j] = slope(ours.weight()[j], target.weight()[j]);
    }
    loss += 1 - cosine(ours.bias(), target.bias());
    double[] bias = slope(ours.bias(), target.bias());
    double[][] gradient = new double[features.length][];
    for (int m = 0; m < features.length; m++) {
      gradient[m] = slope(features[m], weight, bias, features.length);
    }
    return new Slope(loss, gradient);
  }

  /** Returns the slope in one feature vector, given those in its rows. */
  private double[] slope(double[] feature, double[][] weight, double[] bias, int count) {
    double[] p = head.probabilities(feature);
    double[] t =
        IntStream.range(0, p.length).mapToDouble(j -> dot(weight[j], feature) + bias[j]).toArray();
    double mean = dot(p, t);
    double[] slope = new double[feature.length];
    for (int j = 0; j < p.length; j++) {
      double error = j == label ? p[j] - 1 : p[j];
      double curvature = p[j] * (t[j] - mean);
      for (int i = 0; i < slope.length; i++) {
        slope[i] += (error * weight[j][i] + curvature * head.weight()[j][i]) / count;
      }
    }
    return slope;
  }

  private static double cosine(double[] s, double[] g) {
    return dot(s, g) / (norm(s) * norm(g) + SMALL);
  }

  /** Returns the slope of one minus the cosine in s. */
  private static double[] slope(double[] s, double[] g) {
    double[] slope = new double[s.length];
    double ours = norm(s);
    double others = norm(g);
    if (ours == 0 || others == 0) {
      return slope;
    }
    double lengths = ours * others + SMALL;
    double along = dot(s, g) * others / (ours * lengths * lengths);
    for (int i = 0; i < slope.length; i++) {
      slope[i] = along * s[i] - g[i] / lengths;
    }
    return slope;
  }

  private static double norm(double[] values) {
    return Math.sqrt(dot(values, values));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
