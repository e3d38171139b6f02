package org.fedmas.tensors.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.layer.Gradients;
import org.fedmas.tensors.network.layer.Mode;
import org.fedmas.tensors.network.layer.PlainPass;
import org.fedmas.tensors.network.layer.TensorRole;
import org.fedmas.tensors.network.layer.TensorSpec;

/** The quantities of the steps of a run, under the names of moco.json. */
final class ContrastRun implements StepObserver {

  private final JsonNode run;
  private final DataType type;
  private final NDManager root;
  private final ContrastTrainer trainer;
  private final ContrastState start;
  private final List<double[]> features = new ArrayList<>();
  private final List<double[]> queries = new ArrayList<>();
  private final List<double[]> lengths = new ArrayList<>();
  private final List<double[]> logits = new ArrayList<>();
  private double[] keys = {};
  private List<double[]> gradients = List.of();

  ContrastRun(JsonNode run, ContrastState start, NDManager root, DataType type) {
    this.run = run;
    this.type = type;
    this.root = root;
    this.start = start;
    this.trainer =
        ContrastTrainer.of(
            GoldenContrast.layers(run), GoldenContrast.settings(run), start, root, type);
  }

  ContrastTrainer trainer() {
    return trainer;
  }

  /** Takes a step and returns its quantities. */
  Map<String, double[]> step(int client, int number, double rate) {
    features.clear();
    queries.clear();
    lengths.clear();
    logits.clear();
    int[] order = GoldenContrast.order(run, client, number);
    ContrastMeasures measures =
        trainer.step(GoldenContrast.views(run, client, number, type), order, rate, this);
    Map<String, double[]> found = new LinkedHashMap<>();
    found.put("lr", new double[] {rate});
    found.put("order", Arrays.stream(order).asDoubleStream().toArray());
    found.put("loss", new double[] {measures.loss() / measures.images()});
    found.put("correct", new double[] {measures.correct()});
    double[] all = flat(logits);
    int n = order.length;
    found.put("positive_logit", rows(all, n, row -> new double[] {row[0]}));
    found.put("logit_row_sum", rows(all, n, row -> new double[] {sum(row)}));
    found.put("logit_row_norm", rows(all, n, row -> new double[] {norm(row)}));
    found.put("logits", all);
    found.put("embedding_row_norm", flat(lengths));
    found.put("feature", flat(features));
    found.put("q", flat(queries));
    found.put("k", keys);
    found.put("q_first4", rows(flat(queries), n, row -> Arrays.copyOf(row, 4)));
    found.put("k_first4", rows(keys, n, row -> Arrays.copyOf(row, 4)));
    found.put("grad_norm", gradients.stream().mapToDouble(ContrastRun::norm).toArray());
    found.put("grad_sum", gradients.stream().mapToDouble(ContrastRun::sum).toArray());
    found.put("grad_total_norm", new double[] {norm(flat(gradients))});
    whole(found);
    state(found);
    return found;
  }

  private void whole(Map<String, double[]> found) {
    List<TensorSpec> specs = GoldenContrast.layers(run).layout().parameters();
    for (int i = 0; i < specs.size(); i++) {
      found.put("grad." + specs.get(i).name(), gradients.get(i));
    }
    for (TensorSpec spec : GoldenContrast.layers(run).layout().tensors()) {
      if (spec.role() != TensorRole.COUNT) {
        found.put("query_after." + spec.name(), trainer.queryNumbers(spec.name()));
        found.put("key_after." + spec.name(), trainer.keyNumbers(spec.name()));
      }
    }
  }

  /** Adds the quantities of the state after a step. */
  void state(Map<String, double[]> found) {
    int dimension = run.get("dim").intValue();
    double[] queue = trainer.queue().numbers();
    int size = queue.length / dimension;
    double[] columns = new double[size];
    for (int i = 0; i < queue.length; i++) {
      columns[i % size] += queue[i];
    }
    found.put("queue.pointer", new double[] {trainer.queue().pointer()});
    found.put("queue.sum", new double[] {sum(queue)});
    found.put("queue.column_sum", columns);
    found.put("queue.row0", Arrays.copyOf(queue, size));
    found.put("queue.values", queue);
    ModelState velocity = trainer.save().velocity();
    found.put(
        "velocity_norm",
        velocity.tensors().values().stream()
            .filter(tensor -> tensor.type() == org.fedmas.tables.model.TensorType.F32)
            .mapToDouble(tensor -> norm(tensor.numbers()))
            .toArray());
    encoder("query.", start.query(), trainer::queryNumbers, found);
    encoder("key.", start.key(), trainer::keyNumbers, found);
  }

  private void encoder(
      String prefix,
      ModelState before,
      Function<String, double[]> now,
      Map<String, double[]> found) {
    found.putAll(encoder(prefix, GoldenContrast.layers(run), before, now));
  }

  /** Returns sums, norms and distances of an encoder's tensors. */
  static Map<String, double[]> encoder(
      String prefix, EncoderLayers layers, ModelState before, Function<String, double[]> now) {
    Map<String, double[]> found = new LinkedHashMap<>();
    List<TensorSpec> specs = layers.layout().parameters();
    found.put(prefix + "sum", specs.stream().mapToDouble(s -> sum(now.apply(s.name()))).toArray());
    found.put(
        prefix + "norm", specs.stream().mapToDouble(s -> norm(now.apply(s.name()))).toArray());
    found.put(
        prefix + "delta_norm",
        specs.stream()
            .mapToDouble(s -> distance(now.apply(s.name()), before.tensor(s.name()).numbers()))
            .toArray());
    for (TensorRole role : List.of(TensorRole.MEAN, TensorRole.VARIANCE)) {
      found.put(
          prefix + (role == TensorRole.MEAN ? "running_mean_sum" : "running_var_sum"),
          layers.layout().tensors().stream()
              .filter(spec -> spec.role() == role)
              .mapToDouble(spec -> sum(now.apply(spec.name())))
              .toArray());
    }
    return found;
  }

  /** Returns features and embeddings of the first step's queries in evaluation mode. */
  Map<String, double[]> evaluated(DataType single) {
    int n = run.get("batch").intValue();
    EncoderLayers layers = GoldenContrast.layers(run);
    Map<String, double[]> found = new LinkedHashMap<>();
    try (NDManager scope = root.newSubManager()) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      for (TensorSpec spec : layers.layout().tensors()) {
        if (spec.role() != TensorRole.COUNT) {
          arrays.put(spec.name(), trainer.queryArray(spec.name()));
        }
      }
      PlainPass pass = new PlainPass(arrays, Mode.EVAL);
      int[] rows = java.util.stream.IntStream.range(0, n).toArray();
      NDArray x = GoldenContrast.views(run, -1, 0, single).queries(scope, rows);
      NDArray features = layers.features(pass, x);
      double[] values = Transfer.doubles(features);
      found.put("feature_row_sum", rows(values, n, row -> new double[] {sum(row)}));
      found.put("feature_row_norm", rows(values, n, row -> new double[] {norm(row)}));
      found.put("feature_first8", rows(values, n, row -> Arrays.copyOf(row, 8)));
      double[] embeddings = Transfer.doubles(layers.embeddings(pass, features));
      found.put("embedding_first8", rows(embeddings, n, row -> Arrays.copyOf(row, 8)));
    }
    return found;
  }

  @Override
  public void queries(NDArray feature, NDArray embeddings, NDArray unit, NDArray values) {
    features.add(Transfer.doubles(feature));
    int n = (int) embeddings.getShape().get(0);
    lengths.add(rows(Transfer.doubles(embeddings), n, row -> new double[] {norm(row)}));
    queries.add(Transfer.doubles(unit));
    logits.add(Transfer.doubles(values));
  }

  @Override
  public void keys(double[] values) {
    keys = values;
  }

  @Override
  public void gradients(Gradients found) {
    gradients = found.present().stream().map(Transfer::doubles).toList();
  }

  private static double[] rows(double[] all, int n, Function<double[], double[]> of) {
    int width = all.length / n;
    List<double[]> found = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      found.add(of.apply(Arrays.copyOfRange(all, i * width, (i + 1) * width)));
    }
    return flat(found);
  }

  private static double[] flat(List<double[]> parts) {
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  private static double sum(double[] values) {
    return DoubleStream.of(values).sum();
  }

  private static double norm(double[] values) {
    return Math.sqrt(DoubleStream.of(values).map(v -> v * v).sum());
  }

  private static double distance(double[] now, double[] then) {
    double squares = 0;
    for (int i = 0; i < now.length; i++) {
      squares += (now[i] - then[i]) * (now[i] - then[i]);
    }
    return Math.sqrt(squares);
  }
}
