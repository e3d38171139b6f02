package org.fedmas.training;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.fedmas.aggregation.classifier.RetrainingDraws;
import org.fedmas.tables.model.LinearHead;
import org.fedmas.testkit.GoldenHash;

/** The draws of the run {@code creff} of {@code methods.json}, in a round counted from 0. */
record ReferenceDraws(long seed, int round, int classes) implements RetrainingDraws {

  @Override
  public double[][] features(int label, int count, int width) {
    double[] numbers = GoldenHash.normal(seed, 34_000 + label, count * width);
    Arrays.setAll(numbers, i -> (float) numbers[i]);
    return LinearHead.rows(numbers, count);
  }

  @Override
  public double[] head(int count, double bound) {
    float[] weight = GoldenHash.symmetric(seed, 34_500 + 2L * round, count - classes, bound, 0);
    float[] bias = GoldenHash.symmetric(seed, 34_501 + 2L * round, classes, bound, 0);
    double[] numbers = new double[count];
    Arrays.setAll(numbers, i -> i < weight.length ? weight[i] : bias[i - weight.length]);
    return numbers;
  }

  @Override
  public int[] order(int epoch, int samples) {
    long stream = 34_100 + 100L * round + epoch;
    return IntStream.range(0, samples)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> GoldenHash.unit(seed, stream, i)))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
