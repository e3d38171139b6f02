package org.fedmas.results.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.TestImages;

/** The receiver operating characteristic of one class against all others. */
final class RocPoints {

  private RocPoints() {}

  /**
   * Returns the points (false-positive rate, recall), ascending; images of equal probability give
   * one point. Empty unless both sides have images.
   */
  static List<LineChart.Point> of(RankedPredictions model, int label) {
    TestImages images = model.images();
    List<Integer> order =
        IntStream.range(0, images.size())
            .boxed()
            .sorted(Comparator.comparingDouble(image -> -model.probability(image, label)))
            .toList();
    long positives =
        IntStream.range(0, images.size()).filter(image -> images.label(image) == label).count();
    long negatives = images.size() - positives;
    if (positives == 0 || negatives == 0) {
      return List.of();
    }
    List<LineChart.Point> points = new ArrayList<>(List.of(new LineChart.Point(0, 0)));
    long found = 0;
    long wrong = 0;
    for (int place = 0; place < order.size(); place++) {
      int image = order.get(place);
      if (images.label(image) == label) {
        found++;
      } else {
        wrong++;
      }
      boolean isTied =
          place + 1 < order.size()
              && model.probability(order.get(place + 1), label) == model.probability(image, label);
      if (!isTied) {
        points.add(new LineChart.Point((double) wrong / negatives, (double) found / positives));
      }
    }
    return points;
  }
}
