package org.fedmas.results.statistic;

import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;

/** Swaps that follow from a key: each lesion is swapped with probability one half. */
public record SeededSwaps(int lesions, RandomKey key, int size) implements Swaps {

  /** The number of swaps behind a p-value. */
  public static final int USUAL = 10_000;

  @Override
  public int[] swapped(int swap) {
    RandomStream stream = key.with(swap).stream();
    int[] swapped = new int[lesions];
    for (int lesion = 0; lesion < lesions; lesion++) {
      swapped[lesion] = stream.chance(0.5) ? 1 : 0;
    }
    return swapped;
  }
}
