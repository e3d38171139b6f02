package org.fedmas.training;

import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;
import org.fedmas.tables.summary.AggregationSummary;
import org.fedmas.tables.summary.Summary;
import org.fedmas.tables.summary.UpdateSummary;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.TensorRole;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;

/**
 * The comparison of a run's rounds with {@code methods.json}, with the tolerances of its README.
 */
final class MethodComparison {

  private final String name;
  private final JsonNode golden;
  private final Layout layout;
  private final ModelState start;
  private final MethodRun ours;
  private final int classes;
  private final double tolerance;

  /** Creates the comparison of one run. */
  MethodComparison(MethodFederation federation, String run, DataType type, MethodRun ours) {
    this.name = federation.name() + "/" + run + " " + (type == DataType.FLOAT64 ? "f64" : "f32");
    this.golden = federation.runs().get(run);
    this.layout = ours.layout();
    this.start = ours.start();
    this.ours = ours;
    this.classes = federation.classes();
    boolean exact = type == DataType.FLOAT64 && !federation.measuresInFloat32(run);
    this.tolerance = exact ? federation.tolerance() : 0;
  }

  /** Compares every number that the file has of a round, counted from 0. */
  void round(int index, ReplayedRound ours) throws IOException {
    JsonNode expected = golden.get("history").get(index);
    String round = "round " + index + " ";
    List<AggregationSummary.Participant> participants = ours.summary().clients();
    if (expected.has("weights")) {
      close(
          round + "weights",
          participants.stream().mapToDouble(AggregationSummary.Participant::weight).toArray(),
          expected.get("weights"),
          "weights");
    }
    if (expected.has("class_loss")) {
      close(round + "class_loss", ours.classLoss(), expected.get("class_loss"), "class_loss");
    }
    if (expected.has("factor")) {
      double[] norms = ours.clipping().norms();
      close(round + "update_norm", norms, expected.get("update_norm"), "update_norm");
      close(round + "factor", ours.clipping().factors(), expected.get("factor"), "factor");
    }
    if (expected.has("retrained_logits")) {
      String deviation = "retrained_logits_round" + index;
      double[] logits = ours.retrainedLogits();
      close(round + "retrained_logits", logits, expected.get("retrained_logits"), deviation);
    }
    int[] numbers = Golden.integers(expected.get("participants"));
    for (int i = 0; i < numbers.length; i++) {
      client(round, ours.clients().get(i), numbers[i], expected.get("clients").get(i));
      measured(round, participants.get(i), expected.get("clients").get(i));
      JsonNode parameters = expected.path("client_parameters").path(i);
      if (!parameters.isMissingNode()) {
        ModelState model = ours.clients().get(i).model();
        close(
            round + "client " + numbers[i] + " parameters",
            joined(model, ""),
            parameters,
            "client_parameters");
      }
    }
    state(round + "global", ours.global(), "", expected.get("global"), "global");
    if (expected.has("server")) {
      ModelState moments = Safetensors.read(ours.folder().resolve(ModelFiles.SERVER));
      for (Map.Entry<String, JsonNode> moment : expected.get("server").properties()) {
        String key = "server." + moment.getKey();
        state(round + key, moments, moment.getKey() + ".", moment.getValue(), key);
      }
    }
    drift(round, ours, expected);
    test(round, index, ours.testLogits(), expected);
    new OwnEntriesComparison(this, this.ours).round(index, expected, ours.folder());
  }

  /** Compares P, S and ρ of a client, where the run has them. */
  private void measured(String round, AggregationSummary.Participant ours, JsonNode expected) {
    if (!expected.has("prior")) {
      return;
    }
    String client = round + "client " + ours.client() + " ";
    double[] prior = numbers(Objects.requireNonNull(ours.classPrior()));
    double[] divergence = numbers(Objects.requireNonNull(ours.classDivergence()));
    double[] factor = {Objects.requireNonNull(ours.robustFactor())};
    close(client + "prior", prior, expected.get("prior"), "clients.prior");
    close(
        client + "class_losses", divergence, expected.get("class_losses"), "clients.class_losses");
    close(client + "robust_factor", factor, expected.get("robust_factor"), "clients.robust_factor");
  }

  private static double[] numbers(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Compares what SCAFFOLD, FedDyn and FedNova keep and report. */
  private void drift(String round, ReplayedRound result, JsonNode expected) throws IOException {
    if (expected.has("c")) {
      ModelState server = Safetensors.read(result.folder().resolve(ModelFiles.SERVER));
      state(round + "c", server, ModelFiles.CONTROL, expected.get("c"), "c");
      clients(round, "c_clients", ModelFiles.CONTROL, expected);
    }
    if (expected.has("h_clients")) {
      clients(round, "h_clients", ModelFiles.DYNAMIC, expected);
    }
    if (expected.has("a")) {
      double[] lengths = new double[result.clients().size()];
      for (int i = 0; i < lengths.length; i++) {
        Path update = Objects.requireNonNull(ours.update(result.clients().get(i).client()));
        UpdateSummary summary = Summary.read(update, UpdateSummary.class);
        lengths[i] = Objects.requireNonNull(summary.localSteps()).coefficient();
      }
      close(round + "a", lengths, expected.get("a"), "a");
    }
  }

  /** Compares the entries that each client keeps; 0 before its first round. */
  private void clients(String round, String field, String prefix, JsonNode expected)
      throws IOException {
    for (int client = 0; client < expected.get(field).size(); client++) {
      Path update = ours.update(client);
      ModelState kept =
          update == null ? zeros() : Safetensors.read(update.resolve(ModelFiles.CLIENT));
      JsonNode golden = expected.get(field).get(client);
      state(round + field + " " + client, kept, update == null ? "" : prefix, golden, field);
    }
  }

  private ModelState zeros() {
    Map<String, StoredTensor> zeros = new LinkedHashMap<>();
    for (TensorSpec spec : parameters()) {
      zeros.put(spec.name(), StoredTensor.of(new double[spec.size()], spec.dimensions()));
    }
    return new ModelState(zeros);
  }

  private void client(String round, TrainedClient ours, int number, JsonNode expected) {
    String client = round + "client " + number + " ";
    double[] exact = {ours.client(), ours.images(), ours.steps()};
    double[] wanted = {
      number, expected.get("num_samples").intValue(), expected.get("steps").intValue()
    };
    Parity.close(MethodFederation.FILE, name + " " + client + "images and steps", exact, wanted, 0);
    close(client + "loss", new double[] {ours.loss()}, expected.get("loss"), "clients.loss");
    if (expected.has("loss_sup")) {
      double[] supervised = {ours.lossParts().get("supervised")};
      close(client + "loss_sup", supervised, expected.get("loss_sup"), "clients.loss_sup");
    }
  }

  /** Compares entries one number each, or where the file has only these their sums and norms. */
  private void state(
      String what, ModelState ours, String prefix, JsonNode expected, String deviation) {
    if (expected.isArray()) {
      close(what, joined(ours, prefix), expected, deviation);
      return;
    }
    for (Map.Entry<String, JsonNode> field : expected.properties()) {
      double[] found =
          switch (field.getKey()) {
            case "sum" -> perEntry(parameters(), s -> sum(numbers(ours, prefix, s)));
            case "norm" -> perEntry(parameters(), s -> norm(numbers(ours, prefix, s)));
            case "delta_norm" -> perEntry(parameters(), s -> norm(moved(ours, s)));
            case "running_mean_sum" ->
                perEntry(withRole(TensorRole.MEAN), s -> sum(numbers(ours, prefix, s)));
            case "running_var_sum" ->
                perEntry(withRole(TensorRole.VARIANCE), s -> sum(numbers(ours, prefix, s)));
            default -> throw new IllegalStateException(what + " has " + field.getKey());
          };
      String key = deviation + "." + field.getKey();
      close(what + "." + field.getKey(), found, field.getValue(), key);
    }
  }

  private void test(String round, int index, double[] logits, JsonNode expected) {
    if (!expected.has("test_logits")) {
      return;
    }
    String deviation = "test_logits_round" + index;
    close(round + "test_logits", logits, expected.get("test_logits"), deviation);
    int[] predictions = Golden.integers(expected.get("test_predictions"));
    double[] margins = Golden.numbers(expected.get("test_margin"));
    boolean agree = true;
    for (int i = 0; i < predictions.length; i++) {
      // each of two logits may deviate by the tolerance
      boolean decided = margins[i] > 2 * tolerance(deviation);
      agree &= !decided || largest(logits, i * classes) == predictions[i];
    }
    Parity.holds(MethodFederation.FILE, name + " " + round + "test_predictions", agree);
  }

  private int largest(double[] logits, int from) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = logits[from + c] > logits[from + best] ? c : best;
    }
    return best;
  }

  private List<TensorSpec> parameters() {
    return layout.parameters();
  }

  private List<TensorSpec> withRole(TensorRole role) {
    return layout.tensors().stream().filter(spec -> spec.role() == role).toList();
  }

  private double[] joined(ModelState state, String prefix) {
    return parameters().stream()
        .flatMapToDouble(spec -> DoubleStream.of(numbers(state, prefix, spec)))
        .toArray();
  }

  private double[] moved(ModelState state, TensorSpec spec) {
    double[] now = numbers(state, "", spec);
    double[] then = numbers(start, "", spec);
    for (int i = 0; i < now.length; i++) {
      now[i] -= then[i];
    }
    return now;
  }

  private static double[] perEntry(List<TensorSpec> specs, ToDoubleFunction<TensorSpec> number) {
    return specs.stream().mapToDouble(number).toArray();
  }

  private static double[] numbers(ModelState state, String prefix, TensorSpec spec) {
    StoredTensor tensor = state.tensor(prefix + spec.name());
    if (tensor.type() == TensorType.F64) {
      return tensor.doubles();
    }
    float[] floats = tensor.floats();
    double[] numbers = new double[floats.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = floats[i];
    }
    return numbers;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private static double norm(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  void close(String what, double[] ours, JsonNode wanted, String deviation) {
    Parity.close(
        MethodFederation.FILE,
        name + " " + what,
        ours,
        Golden.numbers(wanted),
        tolerance(deviation));
  }

  private double tolerance(String array) {
    JsonNode deviation = golden.get("f32_dev").required(array);
    double scale = deviation.required("scale").doubleValue();
    return tolerance > 0
        ? tolerance * scale
        : Math.max(1e-5 * scale, 10 * deviation.required("abs").doubleValue());
  }
}
