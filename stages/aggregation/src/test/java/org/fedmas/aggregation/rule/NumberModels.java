package org.fedmas.aggregation.rule;

import java.util.List;
import org.fedmas.contract.Round;

/** Models of one number each, the square root of the client's images. */
record NumberModels(List<ClientReport> reports) implements ModelDistances {

  /** Returns a round's participants with such models. */
  static Participants participants(int round, List<ClientReport> reports, ImageCount count) {
    return new Participants(new Round(round), reports, count, new NumberModels(reports));
  }

  @Override
  public double[][] squaredBetween() {
    double[][] squares = new double[reports.size()][reports.size()];
    for (int j = 0; j < squares.length; j++) {
      for (int k = 0; k < squares.length; k++) {
        squares[j][k] = Math.pow(number(j) - number(k), 2);
      }
    }
    return squares;
  }

  @Override
  public double[][] updateProducts() {
    double[][] products = new double[reports.size()][reports.size()];
    for (int j = 0; j < products.length; j++) {
      for (int k = 0; k < products.length; k++) {
        products[j][k] = number(j) * number(k);
      }
    }
    return products;
  }

  @Override
  public double[] toMean(double[] weights) {
    double mean = 0;
    for (int k = 0; k < weights.length; k++) {
      mean += weights[k] * number(k);
    }
    double[] distances = new double[weights.length];
    for (int k = 0; k < weights.length; k++) {
      distances[k] = Math.abs(number(k) - mean);
    }
    return distances;
  }

  private double number(int k) {
    return Math.sqrt(reports.get(k).images());
  }
}
