package org.fedmas.results.statistic;

/** The two ways to treat resamples that have lost a class. */
public enum ClassRule {

  /** Scores are over the classes that the resample has; resamples without a score are left out. */
  PRESENT,

  /** Resamples that lack a class of the sample are left out. */
  COMPLETE
}
