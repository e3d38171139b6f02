package org.fedmas.aggregation.sum;

/** How int64 entries of a state ({@code num_batches_tracked}) are summed and made whole again. */
public enum CountRounding {
  /** Summed in double and rounded, halves up. */
  ROUNDED {
    @Override
    double add(double sum, double weight, long count) {
      return sum + weight * count;
    }

    @Override
    long whole(double sum) {
      return Math.round(sum);
    }
  },
  /** Summed in float32 and cut off, as in the published numbers. */
  TRUNCATED {
    @Override
    double add(double sum, double weight, long count) {
      return (float) sum + (float) weight * (float) count;
    }

    @Override
    long whole(double sum) {
      return (long) sum;
    }
  };

  abstract double add(double sum, double weight, long count);

  abstract long whole(double sum);
}
