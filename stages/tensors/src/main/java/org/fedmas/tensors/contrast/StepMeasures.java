package org.fedmas.tensors.contrast;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.fedmas.tensors.Transfer;

/** The measures of a step, collected group by group in the order of the images. */
final class StepMeasures {

  private final int images;
  private final double[] queries;
  private int measured;
  private ContrastMeasures sums = ContrastMeasures.NONE;

  /**
   * Creates the measures of a step before its first group.
   *
   * @param values number of values of all queries
   */
  StepMeasures(int images, int values) {
    this.images = images;
    this.queries = new double[values];
  }

  /**
   * Adds the next group of n images.
   *
   * @param unit unit queries, [n, dimension]
   * @param logits [n, 1 + keys], positives first
   * @param logShares [n], logarithms of the positives' shares
   */
  void add(NDArray unit, NDArray logits, NDArray logShares) {
    double[] found = Transfer.doubles(unit);
    System.arraycopy(found, 0, queries, measured, found.length);
    measured += found.length;
    NDArray others = logits.get(":, 1:");
    double[] positives = Transfer.doubles(logits.get(":, 0"));
    double[] largest = Transfer.doubles(others.max(new int[] {1}));
    int count = positives.length;
    long correct = IntStream.range(0, count).filter(i -> positives[i] > largest[i]).count();
    sums =
        sums.plus(
            new ContrastMeasures(
                count,
                -Arrays.stream(Transfer.doubles(logShares)).sum(),
                Arrays.stream(positives).sum(),
                Arrays.stream(Transfer.doubles(others.mean(new int[] {1}))).sum(),
                correct,
                0));
  }

  /** Returns the measures of all groups. */
  ContrastMeasures sum() {
    int width = queries.length / images;
    double deviations = 0;
    for (int d = 0; d < width; d++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < images; i++) {
        double value = queries[i * width + d];
        sum += value;
        squares += value * value;
      }
      deviations += Math.sqrt(Math.max(0, squares / images - sum / images * (sum / images)));
    }
    return sums.plus(new ContrastMeasures(0, 0, 0, 0, 0, deviations / width * images));
  }
}
