package org.fedmas.aggregation.classifier;

import java.util.Arrays;
import org.fedmas.contract.Round;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;

/** The random numbers of one round of classifier re-training. */
public interface RetrainingDraws {

  /** Returns the first synthetic features of a class, standard normal, [count][width]. */
  double[][] features(int label, int count, int width);

  /** Returns count numbers, uniform within ± bound: the fresh head's weight, then its bias. */
  double[] head(int count, double bound);

  /** Returns the order of the samples in an epoch. */
  int[] order(int epoch, int samples);

  /** Returns the draws that follow from a seed. */
  static RetrainingDraws of(long seed, Round round) {
    RandomKey creff = RandomKey.of(seed).with("creff");
    RandomKey key = creff.with(round.number());
    return new RetrainingDraws() {
      @Override
      public double[][] features(int label, int count, int width) {
        RandomStream stream = creff.with("features").with(label).stream();
        double[][] rows = new double[count][width];
        for (double[] row : rows) {
          Arrays.setAll(row, i -> (float) stream.normal());
        }
        return rows;
      }

      @Override
      public double[] head(int count, double bound) {
        RandomStream stream = key.with("head").stream();
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> stream.uniform(-bound, bound));
        return numbers;
      }

      @Override
      public int[] order(int epoch, int samples) {
        return key.with("order").with(epoch).stream().permutation(samples);
      }
    };
  }
}
