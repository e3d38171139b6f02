package org.fedmas.tensors.contrast;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StateMean;
import org.fedmas.tables.model.TensorType;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;

/** The comparison of our training with the runs and federations of moco.json. */
final class ContrastComparison {

  private static final Set<String> PER_PARAMETER =
      Set.of("grad_norm", "grad_sum", "velocity_norm", "sum", "norm", "delta_norm");

  private ContrastComparison() {}

  static List<String> names(String section) {
    List<String> names = new ArrayList<>();
    GoldenContrast.GOLDEN.get(section).fieldNames().forEachRemaining(names::add);
    return names;
  }

  static void run(String name, DataType type) {
    JsonNode run = GoldenContrast.GOLDEN.get("runs").get(name);
    String kind = type == DataType.FLOAT64 ? "" : " float32";
    try (NDManager root = TensorEngine.newManager(ComputeDevice.CPU)) {
      ContrastRun ours = new ContrastRun(run, GoldenContrast.start(run, -1), root, type);
      Map<String, double[]> before = new LinkedHashMap<>();
      ours.state(before);
      String label = "runs." + name + kind;
      compare(run, label + " start", "queue.", run.get("queue_at_start"), before, type);
      int epochs = GoldenContrast.GOLDEN.get("epochs").intValue();
      int perEpoch = GoldenContrast.GOLDEN.get("steps_per_epoch").intValue();
      for (int t = 0; t < run.get("history").size(); t++) {
        double rate = GoldenContrast.rate((double) (t / perEpoch) / epochs);
        Map<String, double[]> found = ours.step(-1, t, rate);
        compare(run, label + " step " + t, "", run.get("history").get(t), found, type);
      }
      compare(run, label + " eval", "", run.get("eval_after"), ours.evaluated(type), type);
      ours.trainer().close();
    }
  }

  static void federation(String name) {
    JsonNode run = GoldenContrast.GOLDEN.get("federations").get(name);
    int[] images = Golden.integers(GoldenContrast.GOLDEN.get("client_images"));
    int steps = GoldenContrast.GOLDEN.get("client_steps_per_round").intValue();
    EncoderLayers layers = GoldenContrast.layers(run);
    ModelState start = GoldenContrast.encoder(run);
    ModelState query = start;
    ModelState key = start;
    List<ContrastState> kept = new ArrayList<>();
    IntStream.range(0, images.length).forEach(c -> kept.add(GoldenContrast.start(run, c)));
    for (int r = 0; r < run.get("history").size(); r++) {
      JsonNode golden = run.get("history").get(r);
      double rate = GoldenContrast.rate((double) r / run.get("rounds").intValue());
      StateMean queries = new StateMean();
      StateMean keys = new StateMean();
      for (int c = 0; c < images.length; c++) {
        try (NDManager root = TensorEngine.newManager(ComputeDevice.CPU)) {
          ContrastState begin =
              new ContrastState(
                  query, key, kept.get(c).queue(), kept.get(c).pointer(), kept.get(c).velocity());
          ContrastRun ours = new ContrastRun(run, begin, root, DataType.FLOAT64);
          double[] losses = new double[steps];
          Map<String, double[]> found = Map.of();
          for (int t = 0; t < steps; t++) {
            found = ours.step(c, r * steps + t, rate);
            losses[t] = found.get("loss")[0];
          }
          Map<String, double[]> client = new LinkedHashMap<>(found);
          client.put("loss", losses);
          ContrastState after = ours.trainer().save();
          client.putAll(ContrastRun.encoder("query.", layers, start, n -> at(after.query(), n)));
          client.putAll(ContrastRun.encoder("key.", layers, start, n -> at(after.key(), n)));
          String label = "federations.%s round %s client %s".formatted(name, r, c);
          compare(run, label, "", golden.get("clients").get(c), client, DataType.FLOAT32);
          kept.set(c, after);
          queries.add(after.query(), images[c]);
          keys.add(after.key(), images[c]);
          ours.trainer().close();
        }
      }
      query = queries.mean();
      key = keys.mean();
      String label = "federations.%s round %s global".formatted(name, r);
      compare(
          run,
          label,
          "",
          golden.get("global"),
          global(layers, start, query, key),
          DataType.FLOAT32);
    }
  }

  private static Map<String, double[]> global(
      EncoderLayers layers, ModelState start, ModelState query, ModelState key) {
    Map<String, double[]> found = new LinkedHashMap<>();
    found.putAll(ContrastRun.encoder("query.", layers, start, n -> at(query, n)));
    found.putAll(ContrastRun.encoder("key.", layers, start, n -> at(key, n)));
    query
        .names()
        .forEach(
            name -> {
              if (query.tensor(name).type() == TensorType.I64) {
                found.put("num_batches_tracked", new double[] {query.tensor(name).longs()[0]});
              } else {
                found.put("query_values." + name, at(query, name));
                found.put("key_values." + name, at(key, name));
              }
            });
    return found;
  }

  private static double[] at(ModelState state, String name) {
    return state.tensor(name).numbers();
  }

  /** Compares every number of a golden node with ours of the same dotted name. */
  private static void compare(
      JsonNode run,
      String label,
      String prefix,
      JsonNode node,
      Map<String, double[]> ours,
      DataType type) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      JsonNode value = node.get(name);
      if (value.isObject()) {
        compare(run, label, prefix + name + ".", value, ours, type);
      } else if (!name.startsWith("x_")) {
        one(run, label, prefix + name, Golden.numbers(value), ours, type);
      }
    }
  }

  private static void one(
      JsonNode run,
      String label,
      String name,
      double[] golden,
      Map<String, double[]> ours,
      DataType type) {
    double[] found = ours.get(name);
    if (found == null) {
      throw new AssertionError("no quantity " + name + " of " + label);
    }
    double scale = DoubleStream.of(golden).map(Math::abs).max().orElse(0);
    double tolerance = 1e-8 * Math.max(1, scale);
    // a saved velocity is rounded
    if (type == DataType.FLOAT32 || name.equals("velocity_norm")) {
      JsonNode deviation = deviation(run, label, name);
      double allowed = deviation == null ? 0 : 10 * deviation.get("abs").doubleValue();
      double largest = deviation == null ? scale : deviation.get("scale").doubleValue();
      tolerance = Math.max(1e-5 * largest, allowed);
    }
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (PER_PARAMETER.contains(last) && !name.startsWith("queue.")) {
      Set<Integer> left = zeroGradients(run);
      found = without(found, left);
      golden = without(golden, left);
    } else if (type == DataType.FLOAT32 && (name.equals("correct") || isZeroGradient(run, name))) {
      return;
    }
    Parity.close(GoldenContrast.FILE, label + "." + name, found, golden, tolerance);
  }

  private static JsonNode deviation(JsonNode run, String label, String name) {
    for (String key :
        List.of(name, "clients." + name, "global." + name, "queue_at_start." + name)) {
      boolean right =
          key.equals(name)
              || (key.startsWith("clients.") && label.contains(" client "))
              || (key.startsWith("global.") && label.endsWith(" global"));
      if (right && run.get("f32_dev").has(key)) {
        return run.get("f32_dev").get(key);
      }
    }
    return null;
  }

  private static boolean isZeroGradient(JsonNode run, String name) {
    return IntStream.range(0, zero(run).size())
        .anyMatch(i -> name.endsWith("." + zero(run).get(i).asText()));
  }

  private static JsonNode zero(JsonNode run) {
    JsonNode own = run.get("zero_gradient");
    JsonNode tiny = GoldenContrast.GOLDEN.get("runs").get("tiny").get("zero_gradient");
    JsonNode none = GoldenContrast.GOLDEN.get("runs").get("resnet8").get("zero_gradient");
    return own != null ? own : run.get("arch").asText().equals("tiny") ? tiny : none;
  }

  private static Set<Integer> zeroGradients(JsonNode run) {
    Set<Integer> left = new TreeSet<>();
    var specs = GoldenContrast.layers(run).layout().parameters();
    for (int i = 0; i < specs.size(); i++) {
      for (JsonNode name : zero(run)) {
        if (specs.get(i).name().equals(name.asText())) {
          left.add(i);
        }
      }
    }
    return left;
  }

  private static double[] without(double[] values, Set<Integer> left) {
    return IntStream.range(0, values.length)
        .filter(i -> !left.contains(i))
        .mapToDouble(i -> values[i])
        .toArray();
  }
}
