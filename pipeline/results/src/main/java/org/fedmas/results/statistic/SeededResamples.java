package org.fedmas.results.statistic;

import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.results.metric.TestImages;

/**
 * Resamples that follow from a key: client by client, as many lesions as the client has. Each
 * resample has its own stream, so that it depends neither on their number nor on their order.
 */
public record SeededResamples(TestImages images, RandomKey key, int size) implements Resamples {

  /** The number of resamples behind an interval. */
  public static final int USUAL = 2_000;

  /** Returns the usual resamples of a run. */
  public static SeededResamples ofRun(TestImages images, long seed) {
    return new SeededResamples(images, RandomKey.of(seed).with("bootstrap"), USUAL);
  }

  @Override
  public int[] times(int resample) {
    RandomStream stream = key.with(resample).stream();
    int[] times = new int[images.lesions()];
    for (int client = 0; client < images.clients(); client++) {
      int[] own = images.lesionsOf(client);
      for (int draw = 0; draw < own.length; draw++) {
        times[own[stream.below(own.length)]]++;
      }
    }
    return times;
  }
}
