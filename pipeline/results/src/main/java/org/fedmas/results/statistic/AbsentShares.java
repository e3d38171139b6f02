package org.fedmas.results.statistic;

import java.util.List;
import java.util.stream.DoubleStream;
import org.fedmas.results.metric.TestImages;

/**
 * Shares of resamples that lost a class of the sample. Large shares say that an interval rests on
 * few lesions.
 *
 * @param any resamples that lack some class
 * @param perClass per class; 0 for a class that the sample lacks
 * @param perClient per client: resamples in which it lost a class that it has
 */
public record AbsentShares(double any, List<Double> perClass, List<Double> perClient) {

  public AbsentShares {
    perClass = List.copyOf(perClass);
    perClient = List.copyOf(perClient);
  }

  /** Returns the shares of some resamples. */
  public static AbsentShares of(TestImages images, Resamples resamples) {
    int any = 0;
    double[] perClass = new double[images.classes()];
    double[] perClient = new double[images.clients()];
    boolean[][] had = present(images, images.once());
    boolean[] classes = anywhere(had, images.classes());
    for (int b = 0; b < resamples.size(); b++) {
      boolean[][] has = present(images, images.byLesion(resamples.times(b)));
      boolean[] left = anywhere(has, images.classes());
      boolean lost = false;
      for (int c = 0; c < left.length; c++) {
        if (classes[c] && !left[c]) {
          perClass[c]++;
          lost = true;
        }
      }
      any += lost ? 1 : 0;
      for (int k = 0; k < has.length; k++) {
        perClient[k] += lost(had[k], has[k]) ? 1 : 0;
      }
    }
    double size = Math.max(1, resamples.size());
    return new AbsentShares(any / size, shares(perClass, size), shares(perClient, size));
  }

  private static List<Double> shares(double[] counts, double of) {
    return DoubleStream.of(counts).map(count -> count / of).boxed().toList();
  }

  private static boolean lost(boolean[] had, boolean[] has) {
    for (int c = 0; c < had.length; c++) {
      if (had[c] && !has[c]) {
        return true;
      }
    }
    return false;
  }

  private static boolean[][] present(TestImages images, int[] weights) {
    boolean[][] present = new boolean[images.clients()][images.classes()];
    for (int image = 0; image < weights.length; image++) {
      if (weights[image] > 0) {
        present[images.client(image)][images.label(image)] = true;
      }
    }
    return present;
  }

  private static boolean[] anywhere(boolean[][] ofClients, int classes) {
    boolean[] anywhere = new boolean[classes];
    for (boolean[] own : ofClients) {
      for (int c = 0; c < classes; c++) {
        anywhere[c] |= own[c];
      }
    }
    return anywhere;
  }
}
