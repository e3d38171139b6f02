package org.fedmas.results.events;

import java.util.Arrays;

/** A value under a tag, the name of its series. */
public sealed interface SummaryValue {

  /** Returns the name of the series. */
  String tag();

  /**
   * A scalar that every version of TensorBoard reads. 0 is written too, since the field is one of
   * several.
   */
  record Simple(String tag, float value) implements SummaryValue {}

  /**
   * A scalar as a tensor without dimensions.
   *
   * @param asBytes whether the number is written as raw bytes, otherwise as a packed list
   */
  record Scalar(String tag, float value, boolean asBytes, SummaryMetadata metadata)
      implements SummaryValue {}

  /**
   * A picture.
   *
   * @param png the encoded picture
   */
  record Picture(String tag, int width, int height, byte[] png) implements SummaryValue {}

  /**
   * A histogram. Treat the arrays as immutable.
   *
   * @param limits upper ends of the buckets, ascending, not inside
   * @param counts numbers of values per bucket
   */
  record Histogram(
      String tag,
      double least,
      double most,
      double number,
      double sum,
      double squares,
      double[] limits,
      double[] counts)
      implements SummaryValue {

    /**
     * Returns the histogram of some values, at least one, each below the last limit.
     *
     * @param limits upper ends of the buckets, ascending
     */
    public static Histogram of(String tag, double[] values, double... limits) {
      double sum = 0;
      double squares = 0;
      double[] counts = new double[limits.length];
      for (double value : values) {
        sum += value;
        squares += value * value;
        int bucket = 0;
        while (value >= limits[bucket]) {
          bucket++;
        }
        counts[bucket]++;
      }
      return new Histogram(
          tag,
          Arrays.stream(values).min().orElseThrow(),
          Arrays.stream(values).max().orElseThrow(),
          values.length,
          sum,
          squares,
          limits,
          counts);
    }
  }
}
