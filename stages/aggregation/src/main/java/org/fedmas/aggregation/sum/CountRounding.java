package org.fedmas.aggregation.sum;

/** The summation and rounding of int64 tensors of a state ({@code num_batches_tracked}). */
public enum CountRounding {
  /** Sums in double and rounds to nearest, halves up. */
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
  /** Sums in float32 and truncates, as the published code does. */
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
