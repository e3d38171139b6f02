package org.fedmas.results.metric;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * Numbers of images by true class and predicted class.
 *
 * @param counts [true][predicted], as many rows as columns
 */
public record ConfusionMatrix(List<List<Integer>> counts) {

  public ConfusionMatrix {
    counts = counts.stream().map(List::copyOf).toList();
    for (List<Integer> row : counts) {
      if (row.size() != counts.size()) {
        throw new IllegalArgumentException(
            "a confusion matrix is square: found a row of %s entries among %s rows"
                .formatted(row.size(), counts.size()));
      }
      if (row.stream().anyMatch(count -> count < 0)) {
        throw new IllegalArgumentException("counts are not negative, found " + row);
      }
    }
  }

  /**
   * Returns the counts of some predictions.
   *
   * @param classes number of classes, at least 1
   * @param labels true class per image, 0…classes−1
   * @param predictions predicted class per image, 0…classes−1
   * @throws IllegalArgumentException if the lengths differ or a class is out of range
   */
  public static ConfusionMatrix of(int classes, int[] labels, int[] predictions) {
    if (labels.length != predictions.length) {
      throw new IllegalArgumentException(
          labels.length + " labels but " + predictions.length + " predictions");
    }
    if (classes < 1) {
      throw new IllegalArgumentException("at least one class is needed, found " + classes);
    }
    Integer[][] counts = new Integer[classes][classes];
    for (Integer[] row : counts) {
      Arrays.fill(row, 0);
    }
    for (int image = 0; image < labels.length; image++) {
      int label = inRange("label", image, labels[image], classes);
      int prediction = inRange("prediction", image, predictions[image], classes);
      counts[label][prediction]++;
    }
    return new ConfusionMatrix(Arrays.stream(counts).map(List::of).toList());
  }

  /** Returns the number of classes, those without images included. */
  public int classes() {
    return counts.size();
  }

  /** Returns the number of images. */
  public long images() {
    return sum(this::support);
  }

  /** Returns the sum of a number over the classes. */
  long sum(IntToLongFunction ofClass) {
    return IntStream.range(0, classes()).mapToLong(ofClass).sum();
  }

  /** Returns the number of images of a class. */
  public long support(int label) {
    return counts.get(label).stream().mapToLong(Integer::longValue).sum();
  }

  /** Returns the number of images predicted to be of a class, rightly or not. */
  public long predicted(int prediction) {
    return counts.stream().mapToLong(row -> row.get(prediction)).sum();
  }

  /** Returns the number of images of a class that were predicted to be of that class. */
  public long correct(int label) {
    return counts.get(label).get(label);
  }

  private static int inRange(String what, int image, int found, int classes) {
    if (found < 0 || found >= classes) {
      throw new IllegalArgumentException(
          what + " of image " + image + " is " + found + ", expected 0…" + (classes - 1));
    }
    return found;
  }
}
