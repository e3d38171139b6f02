package org.fedmas.aggregation.rule;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.random.RandomStream;

/** Random participants: some classes absent, some never drawn, some clients of one class. */
final class RandomReports {

  private RandomReports() {}

  static List<ClientReport> of(RandomStream random) {
    int clients = 1 + random.below(8);
    int classes = 1 + random.below(9);
    List<ClientReport> reports = new ArrayList<>();
    for (int k = 0; k < clients; k++) {
      int images = 2 + random.below(5000);
      reports.add(
          new ClientReport(
              new ClientId(k), images, 1 + images / 64 * 64, divergences(random, classes)));
    }
    return reports;
  }

  static ClassMeasurements divergences(RandomStream random, int classes) {
    double presence = random.uniform();
    double[] prior = new double[classes];
    double[] training = new double[classes];
    for (int c = 0; c < classes; c++) {
      if (random.chance(presence)) {
        prior[c] = value(random);
        training[c] = random.chance(0.1) ? 0 : value(random);
      }
    }
    return new ClassMeasurements(prior, training);
  }

  /** Returns a divergence, occasionally so small or large that naive sums and inverses fail. */
  private static double value(RandomStream random) {
    return switch (random.below(40)) {
      case 0 -> Double.MIN_VALUE;
      case 1 -> Double.MAX_VALUE;
      case 2 -> 1e-200;
      case 3 -> -1e-7;
      default -> random.uniform(0, 4);
    };
  }
}
