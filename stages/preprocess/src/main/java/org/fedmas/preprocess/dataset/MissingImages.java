package org.fedmas.preprocess.dataset;

/** What happens when a table names images whose files are not there. */
public enum MissingImages {
  /** Refuse to go on, saying which are missing. */
  FAIL,
  /** Go on with those that are there, and say how many were left out. */
  SKIP
}
