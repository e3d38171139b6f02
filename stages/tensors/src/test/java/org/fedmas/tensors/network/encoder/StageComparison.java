package org.fedmas.tensors.network.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;

/**
 * The comparison of one array with its golden digest: sums, lengths and some elements of each
 * sample.
 *
 * @param name the case
 * @param values the whole array, row major
 * @param shape sizes; samples vary slowest, except in the table of positions
 * @param tolerance of each element
 */
record StageComparison(String name, float[] values, long[] shape, double tolerance) {

  void compare(JsonNode golden) {
    boolean table = golden.get("sum").isNumber();
    int samples = table ? 1 : (int) shape[0];
    int each = values.length / samples;
    double[] sums = new double[samples];
    double[] lengths = new double[samples];
    for (int i = 0; i < values.length; i++) {
      sums[i / each] += values[i];
      lengths[i / each] += (double) values[i] * values[i];
    }
    for (int i = 0; i < samples; i++) {
      lengths[i] = Math.sqrt(lengths[i]);
    }
    // errors of elements are independent of each other, so that their sum grows with the root
    double ofSums = tolerance * Math.sqrt(each);
    Parity.close(
        GoldenEncoder.FILE, name + " sum", sums, Golden.numbers(golden.get("sum")), ofSums);
    Parity.close(
        GoldenEncoder.FILE, name + " norm", lengths, Golden.numbers(golden.get("norm")), ofSums);
    int width = (int) shape[shape.length - 1];
    elements(golden, "token0_first8", samples, each, 0, 8, 1);
    elements(golden, "first8", samples, each, 0, 8, 1);
    elements(golden, "last_token_last4", samples, each, each - 4, 4, 1);
    elements(golden, "token1_first8", samples, each, width, 8, 1);
    elements(golden, "channel0", samples, each, 0, each / width, width);
    if (shape.length == 4) {
      int head = (int) (shape[2] * shape[3]);
      elements(golden, "head1_token1_first8", samples, each, head + width, Math.min(8, width), 1);
    }
  }

  /** Compares the whole of the first sample. */
  void compareWhole(JsonNode golden) {
    double[] wanted = Golden.numbers(golden.get("values"));
    double[] found = new double[wanted.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = values[i];
    }
    Parity.close(GoldenEncoder.FILE, name + " whole", found, wanted, tolerance);
  }

  private void elements(
      JsonNode golden, String key, int samples, int each, int from, int count, int step) {
    if (!golden.has(key)) {
      return;
    }
    double[] wanted = Golden.numbers(golden.get(key));
    List<Double> found = new ArrayList<>();
    for (int s = 0; s < samples; s++) {
      for (int i = 0; i < count; i++) {
        found.add((double) values[s * each + from + i * step]);
      }
    }
    double[] ours = found.stream().mapToDouble(Double::doubleValue).toArray();
    Parity.close(GoldenEncoder.FILE, name + " " + key, ours, wanted, tolerance);
  }
}
