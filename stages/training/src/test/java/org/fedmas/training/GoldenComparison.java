package org.fedmas.training;

import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.TensorRole;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;

/** The comparison of one run's rounds with the golden file, with the tolerances of its README. */
final class GoldenComparison {

  private static final double WEIGHTS = 1e-4;
  private static final double FIRST_LOSSES = 1e-4;

  private final String run;
  private final DataType type;
  private final JsonNode golden;
  private final Layout layout;
  private final ModelState start;
  private final int[] testLabels;
  private final int classes;

  GoldenComparison(
      String run,
      DataType type,
      JsonNode golden,
      Layout layout,
      ModelState start,
      int[] testLabels,
      int classes) {
    this.run = run;
    this.type = type;
    this.golden = golden;
    this.layout = layout;
    this.start = start;
    this.testLabels = testLabels;
    this.classes = classes;
  }

  /** Compares every number that the file has of a round, counted from 0. */
  void round(int index, GoldenRun.RoundResult ours) {
    JsonNode expected = golden.get("history").get(index);
    String round = run + " round " + index + " ";
    double weights = published(WEIGHTS, "weights");
    close(round + "weights", ours.weights().weights(), expected.get("weights"), weights);
    for (int k = 0; k < ours.clients().size(); k++) {
      client(
          round + "client " + k + " ",
          index,
          ours.clients().get(k),
          ours.weights().robustFactors().get(k),
          expected.get("clients").get(k));
    }
    global(round + "global.", ours.global(), expected.get("global"));
    test(round, index, ours.testLogits(), expected);
  }

  private void client(
      String name,
      int round,
      GoldenRun.ClientResult ours,
      OptionalDouble robustFactor,
      JsonNode expected) {
    close(name + "num_samples", new double[] {ours.images()}, expected.get("num_samples"), 0);
    double loss = expected.get("loss").doubleValue();
    double tolerance =
        round == 0
            ? published(FIRST_LOSSES * Math.abs(loss), "client.loss")
            : tolerance("client.loss");
    close(name + "loss", new double[] {ours.loss()}, expected.get("loss"), tolerance);
    if (expected.has("class_losses")) {
      optional(name, "class_losses", ours.classDivergence(), expected);
    }
    if (expected.has("prior")) {
      optional(name, "prior", ours.classPrior(), expected);
    }
    if (expected.has("robust_factor")) {
      optional(name, "robust_factor", new double[] {robustFactor.orElseThrow()}, expected);
    }
  }

  private void optional(String name, String field, double[] ours, JsonNode expected) {
    close(name + field, ours, expected.get(field), tolerance("client." + field));
  }

  private void global(String name, ModelState ours, JsonNode expected) {
    List<TensorSpec> parameters = layout.parameters();
    double[] sums = new double[parameters.size()];
    double[] norms = new double[parameters.size()];
    double[] deltas = new double[parameters.size()];
    for (int i = 0; i < sums.length; i++) {
      float[] now = ours.tensor(parameters.get(i).name()).floats();
      float[] then = start.tensor(parameters.get(i).name()).floats();
      for (int j = 0; j < now.length; j++) {
        sums[i] += now[j];
        norms[i] += (double) now[j] * now[j];
        deltas[i] += ((double) now[j] - then[j]) * ((double) now[j] - then[j]);
      }
      norms[i] = Math.sqrt(norms[i]);
      deltas[i] = Math.sqrt(deltas[i]);
    }
    close(name + "sum", sums, expected.get("sum"), tolerance("global.sum"));
    close(name + "norm", norms, expected.get("norm"), tolerance("global.norm"));
    close(name + "delta_norm", deltas, expected.get("delta_norm"), tolerance("global.delta_norm"));
    statistics(name, "running_mean_sum", TensorRole.MEAN, ours, expected);
    statistics(name, "running_var_sum", TensorRole.VARIANCE, ours, expected);
    for (TensorSpec spec : layout.tensors()) {
      if (spec.role() == TensorRole.COUNT && expected.has(spec.name())) {
        double[] count = {ours.tensor(spec.name()).longs()[0]};
        close(name + spec.name(), count, expected.get(spec.name()), 0);
      }
    }
  }

  private void statistics(
      String name, String field, TensorRole role, ModelState ours, JsonNode expected) {
    double sum = 0;
    for (TensorSpec spec : layout.tensors()) {
      if (spec.role() == role) {
        for (float value : ours.tensor(spec.name()).floats()) {
          sum += value;
        }
      }
    }
    close(name + field, new double[] {sum}, expected.get(field), tolerance("global." + field));
  }

  private void test(String name, int round, double[] logits, JsonNode expected) {
    double tolerance = tolerance("test_logits_round" + round);
    close(name + "test_logits", logits, expected.get("test_logits"), tolerance);
    int[] predictions = Golden.integers(expected.get("test_predictions"));
    double[] margins = Golden.numbers(expected.get("test_margin"));
    List<Boolean> agreed = new ArrayList<>();
    double[] right = new double[classes];
    double[] seen = new double[classes];
    for (int i = 0; i < predictions.length; i++) {
      int prediction = largest(logits, i * classes);
      seen[testLabels[i]]++;
      right[testLabels[i]] += prediction == testLabels[i] ? 1 : 0;
      // each of two logits may deviate by the tolerance
      if (margins[i] > 2 * tolerance) {
        agreed.add(prediction == predictions[i]);
      }
    }
    if (!agreed.isEmpty()) {
      Parity.holds(GoldenFederation.FILE, name + "test_predictions", !agreed.contains(false));
    }
    if (agreed.size() == predictions.length) {
      double recalls = 0;
      for (int c = 0; c < classes; c++) {
        recalls += seen[c] == 0 ? 0 : right[c] / seen[c];
      }
      double mean = recalls / DoubleStream.of(seen).filter(n -> n > 0).count();
      JsonNode wanted = expected.get("test_balanced_accuracy");
      close(name + "test_balanced_accuracy", new double[] {mean}, wanted, 1e-9);
    }
  }

  private int largest(double[] logits, int from) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = logits[from + c] > logits[from + best] ? c : best;
    }
    return best;
  }

  /**
   * Returns a tolerance that the README states as a number. Adam's normalised steps amplify float32
   * rounding, so such runs get ten times the deviation of the reference's own float32 run if that
   * is larger.
   */
  private double published(double stated, String array) {
    boolean amplified =
        type == DataType.FLOAT32 && golden.at("/config/opt").asText().equals("adam");
    return amplified ? Math.max(stated, 10 * deviation(array, "abs")) : stated;
  }

  private double tolerance(String array) {
    return Math.max(1e-5 * deviation(array, "scale"), 10 * deviation(array, "abs"));
  }

  private double deviation(String array, String field) {
    return golden.get("f32_dev").required(array).required(field).doubleValue();
  }

  private static void close(String name, double[] ours, JsonNode wanted, double tolerance) {
    Parity.close(GoldenFederation.FILE, name, ours, Golden.numbers(wanted), tolerance);
  }
}
