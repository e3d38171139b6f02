package org.fedmas.results.statistic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.fedmas.results.metric.RankedPredictions;
import org.fedmas.results.metric.TestImages;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.jspecify.annotations.Nullable;

/** The golden statistics and the comparison with them; null is NaN, which equals NaN alone. */
final class GoldenStatistics {

  static final String FILE = "statistics.json";

  /** Scores, quantiles of resamples, differences, correlations, variances. */
  static final double SCORE = 1e-11;

  /** Probabilities that are counts over counts. */
  static final double EXACT = 1e-12;

  /** Whatever goes through a continuous distribution. */
  static final double DISTRIBUTION = 1e-8;

  static final JsonNode ROOT = Golden.json(FILE);

  private GoldenStatistics() {}

  static int classes() {
    return ROOT.get("classes").size();
  }

  /** Returns the images of a set, their lesions numbered as in the file. */
  static TestImages images(String set) {
    JsonNode json = ROOT.get("sets").get(set);
    List<String> lesions = new ArrayList<>();
    json.get("lesion").forEach(lesion -> lesions.add(lesion.asText()));
    return TestImages.of(
        classes(),
        json.get("clients").intValue(),
        Golden.integers(json.get("labels")),
        Golden.integers(json.get("client")),
        lesions);
  }

  static RankedPredictions model(TestImages images, String set, String run) {
    JsonNode json = ROOT.get("sets").get(set).get("runs").get(run);
    double scale = ROOT.get("scale").doubleValue();
    double[][] probabilities =
        elements(json.get("q"))
            .map(row -> Arrays.stream(Golden.numbers(row)).map(q -> q / scale).toArray())
            .toArray(double[][]::new);
    return new RankedPredictions(images, Golden.integers(json.get("predictions")), probabilities);
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** Returns a list that may hold nulls. */
  static List<@Nullable Double> nullable(JsonNode array) {
    List<@Nullable Double> values = new ArrayList<>();
    array.forEach(one -> values.add(one.isNull() ? null : (Double) one.doubleValue()));
    return values;
  }

  static double[] numbers(JsonNode node) {
    if (!node.isArray()) {
      return new double[] {node.isNull() ? Double.NaN : Golden.number(node)};
    }
    return elements(node).flatMapToDouble(one -> Arrays.stream(numbers(one))).toArray();
  }

  static double number(@Nullable Number ours) {
    return ours == null ? Double.NaN : ours.doubleValue();
  }

  static double[] array(List<? extends @Nullable Number> ours) {
    return ours.stream().mapToDouble(GoldenStatistics::number).toArray();
  }

  static void close(
      String name, JsonNode golden, String field, @Nullable Number ours, double tolerance) {
    close(name, golden, field, new double[] {number(ours)}, tolerance);
  }

  static void close(String name, JsonNode golden, String field, double[] ours, double tolerance) {
    JsonNode expected = Objects.requireNonNull(golden.get(field), name + " " + field);
    Parity.close(FILE, name + "/" + field, ours, numbers(expected), tolerance);
  }

  /** Checks the keys {@code lower} and {@code upper}. */
  static void ends(String name, JsonNode golden, @Nullable Interval ours, double tolerance) {
    close(name, golden, "lower", ours == null ? null : (Double) ours.lower(), tolerance);
    close(name, golden, "upper", ours == null ? null : (Double) ours.upper(), tolerance);
  }

  static double[] ends(@Nullable Interval ours) {
    return ours == null
        ? new double[] {Double.NaN, Double.NaN}
        : new double[] {ours.lower(), ours.upper()};
  }

  /** Returns the resamples that the file lists, as counts of its lesions. */
  static Resamples resamples(TestImages images) {
    int[][] times =
        elements(ROOT.get("resamples"))
            .map(
                drawn -> {
                  int[] counts = new int[images.lesions()];
                  Arrays.stream(Golden.integers(drawn)).forEach(lesion -> counts[lesion]++);
                  return counts;
                })
            .toArray(int[][]::new);
    return new Resamples() {
      @Override
      public int size() {
        return times.length;
      }

      @Override
      public int[] times(int resample) {
        return times[resample];
      }
    };
  }

  static Swaps swaps() {
    List<int[]> swaps =
        elements(ROOT.get("paired").get("swaps"))
            .map(text -> text.asText().chars().map(bit -> bit - '0').toArray())
            .toList();
    return new Swaps() {
      @Override
      public int size() {
        return swaps.size();
      }

      @Override
      public int[] swapped(int swap) {
        return swaps.get(swap);
      }
    };
  }

  static List<int[]> permutations(int n) {
    JsonNode listed = ROOT.get("rank_correlation").get("permutations").get(Integer.toString(n));
    return listed == null ? List.of() : elements(listed).map(Golden::integers).toList();
  }

  static long[] longs(JsonNode array) {
    return elements(array).mapToLong(JsonNode::longValue).toArray();
  }

  static double[] perClass(IntFunction<? extends @Nullable Number> ours) {
    return IntStream.range(0, classes()).mapToDouble(c -> number(ours.apply(c))).toArray();
  }

  static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
