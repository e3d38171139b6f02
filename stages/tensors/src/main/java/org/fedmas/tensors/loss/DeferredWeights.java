package org.fedmas.tensors.loss;

/** Class weights that set in late: once four fifths of the rounds are over. */
public enum DeferredWeights {
  /** 1 for every class that has images. */
  BEFORE,
  /** By effective number. */
  AFTER;

  /**
   * Which of the two holds in a round, {@code AFTER} from ⌊0.8·rounds⌋ on.
   *
   * @param round from 0
   * @param rounds how many there will be
   */
  public static DeferredWeights in(int round, int rounds) {
    return round < rounds * 8L / 10 ? BEFORE : AFTER;
  }

  double[] of(long[] counts) {
    return this == BEFORE ? ClassWeights.present(counts) : ClassWeights.effectiveNumber(counts);
  }
}
