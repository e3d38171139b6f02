package org.fedmas.results.statistic;

/** Resamples of lesions, drawn with replacement within each client. */
public interface Resamples {

  /** Returns the number of resamples. */
  int size();

  /**
   * Returns the number of times that each lesion was drawn.
   *
   * @param resample from 0
   * @return [lesions]
   */
  int[] times(int resample);
}
