package org.fedmas.results.statistic;

/** Random choices of lesions on whose images two models change places. */
public interface Swaps {

  /** Returns the number of choices. */
  int size();

  /**
   * Returns one choice.
   *
   * @param swap from 0
   * @return [lesions] 1 where the models change places, otherwise 0
   */
  int[] swapped(int swap);
}
