package org.fedmas.aggregation.classifier;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.fedmas.tables.model.LinearHead;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Class gradients, matched features and the re-trained head. */
class CreffGoldenTest {

  private static final String FILE = "methods.json";
  private static final JsonNode GOLDEN = Golden.json(FILE).at("/units/creff");
  private static final LinearHead HEAD = head(GOLDEN.get("head"));

  @Test
  void classGradientsAreGolden() {
    for (JsonNode client : GOLDEN.get("clients")) {
      int[] labels = Golden.integers(client.get("labels"));
      for (Map.Entry<String, JsonNode> wanted : client.get("gradients").properties()) {
        int label = Integer.parseInt(wanted.getKey());
        List<double[]> own = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
          if (labels[i] == label) {
            own.add(Golden.numbers(client.get("features").get(i)));
          }
        }
        LinearHead gradient = HEAD.gradient(own.toArray(double[][]::new), label);
        close("gradient of class " + label, gradient, wanted.getValue());
      }
    }
  }

  @Test
  void matchedFeaturesAreGolden() {
    Map<Integer, double[][]> features = features("synthetic_start");
    double rate = GOLDEN.get("lr_feature").doubleValue();
    for (Map.Entry<String, JsonNode> one : GOLDEN.get("first_feature_gradient").properties()) {
      int label = Integer.parseInt(one.getKey());
      double[][] first = matching(label).slope(features.get(label)).gradient();
      close("first gradient of class " + label, first, one.getValue());
    }
    double[] losses = new double[GOLDEN.get("match_steps").intValue()];
    for (int step = 0; step < losses.length; step++) {
      for (String label : fields(GOLDEN.get("mean_gradients"))) {
        int c = Integer.parseInt(label);
        losses[step] += matching(c).step(features.get(c), rate);
      }
    }
    close("match_losses", losses, GOLDEN.get("match_losses"));
    features.forEach(
        (label, rows) ->
            close(
                "synthetic features of class " + label,
                rows,
                GOLDEN.get("synthetic_end").get(Integer.toString(label))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"leave_out", "all"})
  void theRetrainedHeadIsGolden(String name) {
    JsonNode wanted = GOLDEN.at("/retraining/" + name);
    Map<Integer, double[][]> all = features("synthetic_end");
    List<double[]> rows = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int label : Golden.integers(wanted.get("classes"))) {
      for (double[] row : all.get(label)) {
        rows.add(row);
        labels.add(label);
      }
    }
    LinearHead head = head(wanted.get("start"));
    JsonNode orders = wanted.get("orders");
    new HeadTraining(
            rows.toArray(double[][]::new),
            labels.stream().mapToInt(Integer::intValue).toArray(),
            orders.size(),
            wanted.get("batch").intValue(),
            wanted.get("lr").doubleValue())
        .train(head, epoch -> Golden.integers(orders.get(epoch)));
    close("head " + name, head, wanted);
  }

  private static FeatureMatching matching(int label) {
    JsonNode gradient = GOLDEN.get("mean_gradients").get(Integer.toString(label));
    return new FeatureMatching(HEAD, label, head(gradient));
  }

  private static Map<Integer, double[][]> features(String field) {
    Map<Integer, double[][]> features = new TreeMap<>();
    for (Map.Entry<String, JsonNode> one : GOLDEN.get(field).properties()) {
      JsonNode rows = one.getValue();
      features.put(
          Integer.parseInt(one.getKey()), LinearHead.rows(Golden.numbers(rows), rows.size()));
    }
    return features;
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static LinearHead head(JsonNode node) {
    double[] bias = Golden.numbers(node.get("bias"));
    return new LinearHead(LinearHead.rows(Golden.numbers(node.get("weight")), bias.length), bias);
  }

  private static void close(String what, LinearHead ours, JsonNode wanted) {
    close(what + " weight", ours.weight(), wanted.get("weight"));
    close(what + " bias", ours.bias(), wanted.get("bias"));
  }

  private static void close(String what, double[][] ours, JsonNode wanted) {
    close(what, java.util.Arrays.stream(ours).flatMapToDouble(DoubleStream::of).toArray(), wanted);
  }

  private static void close(String what, double[] ours, JsonNode wanted) {
    double[] golden = Golden.numbers(wanted);
    double scale = DoubleStream.of(golden).map(Math::abs).max().orElseThrow();
    Parity.close(FILE, "creff/" + what, ours, golden, 1e-9 * scale);
  }
}
