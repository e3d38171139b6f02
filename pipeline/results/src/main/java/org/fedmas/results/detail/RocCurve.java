package org.fedmas.results.detail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.TestImages;

/**
 * The receiver operating characteristic of one class against all others. Straight lines between the
 * points are the curve; the area under it is the AUROC, up to the thinning.
 *
 * @param points (false-positive rate, true-positive rate), ascending from (0, 0) to (1, 1), at most
 *     {@link #MOST_POINTS}; empty unless both sides have images
 */
public record RocCurve(List<List<Double>> points) {

  /** The largest number of points: a chart cannot show more. */
  public static final int MOST_POINTS = 201;

  private static final double DIGITS = 1e5;

  public RocCurve {
    points = points.stream().map(List::copyOf).toList();
  }

  /**
   * Returns the curve of a class.
   *
   * @param label the class, from 0
   */
  public static RocCurve of(RankedPredictions model, int label) {
    return new RocCurve(thinned(corners(model, label)));
  }

  /** Returns the points at which the curve turns; empty unless both sides have images. */
  static List<List<Double>> corners(RankedPredictions model, int label) {
    TestImages images = model.images();
    int n = images.size();
    Integer[] order = new Integer[n];
    Arrays.setAll(order, image -> image);
    Arrays.sort(
        order,
        (one, other) ->
            Double.compare(model.probability(other, label), model.probability(one, label)));
    int support = 0;
    for (int image = 0; image < n; image++) {
      support += images.label(image) == label ? 1 : 0;
    }
    if (support == 0 || support == n) {
      return List.of();
    }
    List<int[]> turns = new ArrayList<>(List.of(new int[] {0, 0}));
    int found = 0;
    int passed = 0;
    for (int place = 0; place < n; place++) {
      if (images.label(order[place]) == label) {
        found++;
      } else {
        passed++;
      }
      boolean isTied =
          place + 1 < n
              && model.probability(order[place + 1], label)
                  == model.probability(order[place], label);
      if (!isTied) {
        add(turns, passed, found);
      }
    }
    double positives = support;
    double negatives = n - support;
    return turns.stream()
        .map(turn -> List.of(rounded(turn[0] / negatives), rounded(turn[1] / positives)))
        .toList();
  }

  /** Appends a point, in place of the last one where both lie on one line with that before. */
  private static void add(List<int[]> turns, int passed, int found) {
    int size = turns.size();
    if (size > 1) {
      int[] before = turns.get(size - 2);
      int[] last = turns.get(size - 1);
      long cross =
          (long) (last[0] - before[0]) * (found - last[1])
              - (long) (last[1] - before[1]) * (passed - last[0]);
      if (cross == 0) {
        turns.remove(size - 1);
      }
    }
    turns.add(new int[] {passed, found});
  }

  /** Returns evenly chosen points, the first and the last among them. */
  private static List<List<Double>> thinned(List<List<Double>> corners) {
    int size = corners.size();
    if (size <= MOST_POINTS) {
      return corners;
    }
    List<List<Double>> chosen = new ArrayList<>();
    for (int i = 0; i < MOST_POINTS; i++) {
      chosen.add(corners.get((int) ((long) i * (size - 1) / (MOST_POINTS - 1))));
    }
    return chosen;
  }

  private static double rounded(double rate) {
    return Math.round(rate * DIGITS) / DIGITS;
  }
}
