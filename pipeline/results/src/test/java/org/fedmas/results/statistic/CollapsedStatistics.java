package org.fedmas.results.statistic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Another file of golden statistics, whose numbers follow from the first in closed form. Every
 * resample is the sample itself, and every swap and permutation changes nothing: intervals collapse
 * to their estimates. Probabilities have another scale, shares of trials count misses instead of
 * hits, and differences of folds are twice as large with the other sign.
 */
final class CollapsedStatistics {

  static final int RESAMPLES = 7;
  static final int SWAPS = 4;
  static final int PERMUTATIONS = 3;

  private static final double LEAST = 1e-12;

  private final ObjectNode root;

  private CollapsedStatistics(ObjectNode root) {
    this.root = root;
  }

  static ObjectNode of(JsonNode golden) {
    ObjectNode copy = golden.deepCopy();
    new CollapsedStatistics(copy).change();
    return copy;
  }

  private void change() {
    scale();
    trials();
    differences();
    resamples();
    pairs();
    permutations();
  }

  private void scale() {
    root.put("scale", 2 * root.get("scale").longValue());
    for (JsonNode set : root.get("sets")) {
      for (JsonNode run : set.get("runs")) {
        run.get("q").forEach(row -> times((ArrayNode) row, 2));
      }
    }
    root.get("bins_cases").forEach(one -> times((ArrayNode) one.get("confidence"), 2));
  }

  private static void times(ArrayNode numbers, double factor) {
    for (int i = 0; i < numbers.size(); i++) {
      numbers.set(i, factor * numbers.get(i).doubleValue());
    }
  }

  private void trials() {
    for (JsonNode one : root.get("intervals").get("cases")) {
      ObjectNode trials = (ObjectNode) one;
      trials.put("x", trials.get("n").longValue() - trials.get("x").longValue());
      for (String method : new String[] {"clopper_pearson", "wilson"}) {
        ArrayNode ends = (ArrayNode) trials.get(method);
        if (!ends.get(0).isNull()) {
          double lower = ends.get(0).doubleValue();
          ends.set(0, 1 - ends.get(1).doubleValue());
          ends.set(1, 1 - lower);
        }
      }
    }
  }

  private void differences() {
    for (JsonNode node : root.get("aggregation").get("corrected_t_cases")) {
      ObjectNode one = (ObjectNode) node;
      times((ArrayNode) one.get("differences"), -2);
      JsonNode lower = one.get("lower").deepCopy();
      one.set("lower", one.get("upper").deepCopy());
      one.set("upper", lower);
      for (String field : new String[] {"mean", "lower", "upper"}) {
        times(one, field, -2);
      }
      times(one, "sd", 2);
      times(one, "se", 2);
      times(one, "t", -1);
      times(one, "t_plain", -1);
    }
  }

  private static void times(ObjectNode node, String field, double factor) {
    if (!node.get(field).isNull()) {
      node.put(field, factor * node.get(field).doubleValue());
    }
  }

  private void resamples() {
    int lesions = 1 + Arrays.stream(lesionsOfTheFederation()).max().orElseThrow();
    ArrayNode drawn = root.putArray("resamples");
    for (int b = 0; b < RESAMPLES; b++) {
      IntStream.range(0, lesions).forEach(drawn.addArray()::add);
    }
    ObjectNode bootstrap = (ObjectNode) root.get("bootstrap");
    bootstrap.put("replicates", RESAMPLES).put("absent_share", 0.0).put("level", 0.9);
    times((ArrayNode) bootstrap.get("absent_share_per_class"), 0);
    times((ArrayNode) bootstrap.get("absent_share_per_client"), 0);
    for (JsonNode run : bootstrap.get("runs")) {
      for (String rule : new String[] {"present", "complete"}) {
        run.get(rule).forEach(one -> collapse((ObjectNode) one, "estimate"));
      }
      ObjectNode first = (ObjectNode) run.get("first_replicates");
      for (String score : GoldenStatistics.names(first)) {
        double estimate = run.get("present").get(score).get("estimate").doubleValue();
        first.putArray(score).add(estimate).add(estimate);
      }
    }
    for (JsonNode one : bootstrap.get("bca_run_a")) {
      JsonNode estimate = one.get("estimate");
      ((ObjectNode) one).put("z0", 0.0).<ObjectNode>set("lower", estimate).set("upper", estimate);
    }
  }

  private int[] lesionsOfTheFederation() {
    JsonNode lesions = root.get("sets").get("federation").get("lesion");
    return GoldenStatistics.elements(lesions).mapToInt(JsonNode::asInt).toArray();
  }

  private static void collapse(ObjectNode one, String field) {
    JsonNode value = one.get(field);
    one.<ObjectNode>set("lower", value).set("upper", value);
    if (value.isNull()) {
      return;
    }
    one.put("se", 0.0).put("used", RESAMPLES);
  }

  private void pairs() {
    ObjectNode paired = (ObjectNode) root.get("paired");
    int lesions = paired.get("swaps").get(0).asText().length();
    ArrayNode swaps = paired.putArray("swaps");
    for (int r = 0; r < SWAPS; r++) {
      swaps.add("0".repeat(lesions));
    }
    for (JsonNode pair : paired.get("pairs")) {
      for (JsonNode node : pair.get("bootstrap")) {
        ObjectNode one = (ObjectNode) node;
        double difference = one.get("difference").doubleValue();
        collapse(one, "difference");
        int atMost = difference <= LEAST ? RESAMPLES : 0;
        int atLeast = difference >= -LEAST ? RESAMPLES : 0;
        int far = Math.abs(difference) <= LEAST ? RESAMPLES : 0;
        one.put("at_most_zero", atMost).put("at_least_zero", atLeast).put("far", far);
        one.put("p", Math.min(1, 2 * (Math.min(atMost, atLeast) + 1.0) / (RESAMPLES + 1)));
        one.put("p_centred", (far + 1.0) / (RESAMPLES + 1));
      }
      for (JsonNode one : pair.get("swap")) {
        ((ObjectNode) one).put("extreme", SWAPS).put("p", 1.0);
      }
    }
    holm(paired);
  }

  /** Adjusts three equal p-values: each becomes three times as large, at most 1. */
  private static void holm(ObjectNode paired) {
    double p = 2.0 / (RESAMPLES + 1);
    for (JsonNode one : paired.get("holm_of_three")) {
      ((ObjectNode) one).putArray("p").add(p).add(p).add(p);
      double adjusted = Math.min(1, 3 * p);
      ((ObjectNode) one).putArray("adjusted").add(adjusted).add(adjusted).add(adjusted);
    }
  }

  private void permutations() {
    ObjectNode correlation = (ObjectNode) root.get("rank_correlation");
    ObjectNode permutations = correlation.putObject("permutations");
    for (int n = 3; n <= 8; n++) {
      ArrayNode orders = permutations.putArray(Integer.toString(n));
      for (int i = 0; i < PERMUTATIONS; i++) {
        IntStream.range(0, n).forEach(orders.addArray()::add);
      }
    }
    for (String list : new String[] {"pairs", "cases"}) {
      for (JsonNode one : correlation.get(list)) {
        for (String which : new String[] {"spearman", "kendall"}) {
          if (!one.get(which).get("value").isNull()) {
            ((ObjectNode) one.get(which)).put("extreme", PERMUTATIONS).put("p", 1.0);
          }
        }
      }
    }
  }
}
