package org.fedmas.results.probe;

import java.util.Arrays;
import org.fedmas.results.probe.SoftmaxObjective.Point;

/**
 * A multinomial logistic regression on frozen features with an L2 penalty on its weights, solved by
 * Newton's method with conjugate gradients.
 *
 * @param objective what was minimised
 * @param point the minimum; its biases have the mean 0, since a common shift is free
 * @param iterations steps of Newton's method
 */
public record LinearProbe(SoftmaxObjective objective, Point point, int iterations) {

  private static final int MOST_ITERATIONS = 100;
  private static final int MOST_PRODUCTS = 500;
  private static final double DECREASE = 1e-4;

  /** Rounding of the objective, relative to its value. */
  private static final double ROUNDING = 1e-14;

  /**
   * Solves the probe.
   *
   * @param data the training part
   * @param lambda penalty, positive
   * @param balanced whether classes count equally
   * @param tolerance largest absolute value of the gradient at the end; it ends above it where
   *     rounding allows no further step
   */
  public static LinearProbe fit(
      LabelledFeatures data, double lambda, boolean balanced, double tolerance) {
    SoftmaxObjective objective = SoftmaxObjective.of(data, lambda, balanced);
    return fit(objective, new double[objective.size()], tolerance);
  }

  /** Returns the probe of the same data under another penalty, solved from here. */
  LinearProbe under(double lambda, double tolerance) {
    SoftmaxObjective other = new SoftmaxObjective(objective.data(), objective.weights(), lambda);
    return fit(other, point.theta(), tolerance);
  }

  private static LinearProbe fit(SoftmaxObjective objective, double[] start, double tolerance) {
    Point point = objective.at(start);
    int iterations = 0;
    while (Vectors.largest(point.gradient()) >= tolerance && iterations < MOST_ITERATIONS) {
      Point next = step(objective, point);
      if (next == point) {
        break;
      }
      point = next;
      iterations++;
    }
    return new LinearProbe(objective, centred(objective, point), iterations);
  }

  /** Returns the next point; the given one where no step lowers the objective. */
  private static Point step(SoftmaxObjective objective, Point point) {
    double[] direction = direction(objective, point);
    double slope = Vectors.dot(direction, point.gradient());
    for (double length = 1; length > 1e-10; length /= 2) {
      double[] theta = point.theta().clone();
      Vectors.add(theta, direction, length);
      Point next = objective.at(theta);
      double allowed =
          point.value() + DECREASE * length * slope + ROUNDING * Math.abs(point.value());
      boolean steeper =
          Vectors.largest(next.gradient()) > Vectors.largest(point.gradient())
              && next.value() >= point.value();
      if (next.value() <= allowed && !steeper) {
        return next;
      }
    }
    return point;
  }

  /** Returns an approximate solution p of {@code H p = −g}, finer the nearer the minimum is. */
  private static double[] direction(SoftmaxObjective objective, Point point) {
    double[] solution = new double[point.gradient().length];
    double[] residual = Arrays.stream(point.gradient()).map(g -> -g).toArray();
    double[] along = residual.clone();
    double square = Vectors.dot(residual, residual);
    double norm = Math.sqrt(square);
    double target = norm * Math.min(0.1, Math.sqrt(norm));
    for (int i = 0; i < MOST_PRODUCTS && Math.sqrt(square) > target; i++) {
      double[] product = objective.product(point, along);
      double curvature = Vectors.dot(along, product);
      if (curvature <= 0) {
        break;
      }
      double length = square / curvature;
      Vectors.add(solution, along, length);
      Vectors.add(residual, product, -length);
      double next = Vectors.dot(residual, residual);
      for (int j = 0; j < along.length; j++) {
        along[j] = residual[j] + next / square * along[j];
      }
      square = next;
    }
    return solution;
  }

  private static Point centred(SoftmaxObjective objective, Point point) {
    int stride = objective.data().dimension() + 1;
    double mean = 0;
    for (int i = stride - 1; i < point.theta().length; i += stride) {
      mean += point.theta()[i] / objective.data().classes();
    }
    double[] theta = point.theta().clone();
    for (int i = stride - 1; i < theta.length; i += stride) {
      theta[i] -= mean;
    }
    return new Point(theta, point.value(), point.gradient(), point.probabilities());
  }

  /** Returns the weights of a class. */
  public double[] weights(int label) {
    int stride = objective.data().dimension() + 1;
    return Arrays.copyOfRange(point.theta(), label * stride, (label + 1) * stride - 1);
  }

  /** Returns the bias of a class. */
  public double bias(int label) {
    int stride = objective.data().dimension() + 1;
    return point.theta()[(label + 1) * stride - 1];
  }

  /** Returns the logits of a row, [C]. */
  public double[] logits(float[] row) {
    return objective.scores(point.theta(), row);
  }

  /** Returns the class with the largest logit for each row. */
  public int[] predictions(float[][] rows) {
    return Arrays.stream(rows).mapToInt(row -> Vectors.argmax(logits(row))).toArray();
  }
}
