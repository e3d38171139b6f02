package org.fedmas.tensors.loss;

/** Class weights that are used only after four fifths of the rounds. */
public enum DeferredWeights {
  /** 1 for every class that has images. */
  BEFORE,
  /** By effective number. */
  AFTER;

  /**
   * Returns the weights of a round: {@code AFTER} from round ⌊0.8·rounds⌋ on.
   *
   * @param round from 0
   * @param rounds number of rounds of the run
   */
  public static DeferredWeights in(int round, int rounds) {
    return round < rounds * 8L / 10 ? BEFORE : AFTER;
  }

  double[] of(long[] counts, double beta) {
    return this == BEFORE
        ? ClassWeights.present(counts)
        : ClassWeights.effectiveNumber(counts, beta);
  }
}
