package org.fedmas.tensors.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.loss.CrossEntropy;
import org.fedmas.tensors.loss.Divergence;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.head.Outputs;
import org.fedmas.tensors.network.layer.Gradients;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.Mode;
import org.fedmas.tensors.network.layer.TensorRole;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.fedmas.tensors.optimizer.Adam;
import org.fedmas.tensors.optimizer.AdamW;
import org.fedmas.tensors.optimizer.GradientClipping;
import org.fedmas.tensors.optimizer.Optimizer;
import org.fedmas.tensors.optimizer.OptimizerState;
import org.fedmas.tensors.optimizer.Sgd;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.GoldenHash;
import org.jspecify.annotations.Nullable;

/** The computation of all values that models.json has for one model, under the same keys. */
final class GoldenModelRun {

  private static final int INPUT = 900_000;
  private static final int REFERENCE = 900_001;

  private final Map<String, double[]> results = new LinkedHashMap<>();
  private final JsonNode golden;
  private final long seed;
  private final NDManager root;
  private final Network network;
  private final ModelState start;
  private final DataType type;
  private final NDArray x;
  private final NDArray labels;
  private final @Nullable NDArray reference;

  private GoldenModelRun(JsonNode golden, long seed, NDManager root, DataType type) {
    this.golden = golden;
    this.seed = seed;
    this.root = root;
    this.type = type;
    Backbone backbone = GoldenModels.backbone(golden.get("arch").asText());
    Head head = GoldenModels.head(golden.get("head").asText(), golden.get("aux_dim"));
    int classes = golden.get("eval").get("logits").get(0).size();
    Layout layout = head.layout(backbone, classes);
    this.start = GoldenModels.state(layout, seed, golden.get("stream_base").longValue());
    this.network = Network.of(backbone, head, classes, start, root, type);
    long[] shape = shape();
    this.x = symmetric(INPUT, 1.7, shape);
    this.labels = Transfer.labels(root, Golden.integers(golden.get("targets")));
    this.reference =
        golden.get("aux_dim").isNull()
            ? null
            : symmetric(REFERENCE, 1, shape[0], golden.get("aux_dim").intValue());
  }

  static Map<String, double[]> of(JsonNode golden, long seed, NDManager root, DataType type) {
    GoldenModelRun run = new GoldenModelRun(golden, seed, root, type);
    try (run.network) {
      run.start();
      run.firstPass();
      run.optimize("adam", Adam.published(), 3e-4, 5.0);
      run.optimize("sgd", Sgd.published(), 0.01, 5.0);
      run.optimize("adamw", AdamW.published(), 3e-4, Double.POSITIVE_INFINITY);
    }
    return run.results;
  }

  private void start() {
    results.put("input_sum", new double[] {sum(x)});
    results.put("start_param_sum", perParameter(GoldenModelRun::sum));
    results.put(
        "first_param_values", Arrays.copyOf(Transfer.doubles(network.parameters().get(0)), 6));
  }

  private void firstPass() {
    try (NDManager scope = root.newSubManager()) {
      outputs("eval", network.forward(alias(scope), Mode.EVAL));
    }
    try (TrainingStep step = TrainingStep.begin(network)) {
      Outputs outputs = step.forward(alias(step.manager()));
      outputs("train", outputs);
      NDArray loss = objective(outputs);
      results.put("loss", Transfer.doubles(loss));
      results.put("buffers.running_mean_sum", buffers(TensorRole.MEAN));
      results.put("buffers.running_var_sum", buffers(TensorRole.VARIANCE));
      Gradients gradients = step.backward(loss);
      double[] norms = new double[gradients.size()];
      double[] sums = new double[gradients.size()];
      for (int i = 0; i < norms.length; i++) {
        NDArray gradient = gradients.of(i);
        norms[i] = gradient == null ? Double.NaN : norm(gradient);
        sums[i] = gradient == null ? Double.NaN : sum(gradient);
      }
      results.put("grad.norm", norms);
      results.put("grad.sum", sums);
      double total = GradientClipping.norm(gradients);
      results.put("grad.total_norm", new double[] {total});
    }
  }

  private void optimize(String name, Optimizer optimizer, double learningRate, double limit) {
    network.load(start);
    double[] losses = new double[3];
    try (OptimizerState state = OptimizerState.zero(optimizer, network, root)) {
      for (int i = 0; i < losses.length; i++) {
        try (TrainingStep step = TrainingStep.begin(network)) {
          NDArray loss = objective(step.forward(alias(step.manager())));
          losses[i] = Transfer.doubles(loss)[0];
          Gradients gradients = step.backward(loss);
          gradients = new GradientClipping(limit).clip(gradients);
          optimizer.step(network.parameters(), gradients, state, learningRate);
        }
      }
    }
    results.put(name + ".losses", losses);
    results.put(name + ".sum", perParameter(GoldenModelRun::sum));
    results.put(name + ".norm", perParameter(GoldenModelRun::norm));
    results.put(name + ".delta_norm", deltas());
    try (NDManager scope = root.newSubManager()) {
      NDArray logits = network.forward(alias(scope), Mode.EVAL).logits();
      results.put(name + ".eval_logits_after", Transfer.doubles(logits));
    }
  }

  /** Returns the input under another owner, so that outputs die with the scope. */
  private NDArray alias(NDManager scope) {
    NDArray alias = x.stopGradient();
    alias.attach(scope);
    return alias;
  }

  private NDArray objective(Outputs outputs) {
    CrossEntropy ce = new CrossEntropy();
    NDArray loss = ce.batch(outputs.logits(), labels, new long[0]);
    if (reference == null) {
      return loss;
    }
    NDArray divergence = Divergence.perSample(outputs.requireProjection(), reference).mean();
    NDArray free = ce.batch(outputs.requireFreeLogits(), labels, new long[0]);
    return loss.add(free).add(divergence.mul(3));
  }

  private void outputs(String pass, Outputs outputs) {
    results.put(pass + ".logits", Transfer.doubles(outputs.logits()));
    rows(pass + ".feature", outputs.feature());
    if (reference != null) {
      results.put(pass + ".logits_free", Transfer.doubles(outputs.requireFreeLogits()));
      rows(pass + ".projection", outputs.requireProjection());
    }
  }

  private void rows(String key, NDArray matrix) {
    int n = (int) matrix.getShape().get(0);
    int width = (int) matrix.getShape().get(1);
    double[] values = Transfer.doubles(matrix);
    double[] sums = new double[n];
    double[] norms = new double[n];
    double[] first = new double[n * 8];
    for (int i = 0; i < n; i++) {
      double[] row = Arrays.copyOfRange(values, i * width, (i + 1) * width);
      sums[i] = DoubleStream.of(row).sum();
      norms[i] = Math.sqrt(DoubleStream.of(row).map(v -> v * v).sum());
      System.arraycopy(row, 0, first, i * 8, 8);
    }
    results.put(key + "_row_sum", sums);
    results.put(key + "_row_norm", norms);
    results.put(key + "_first8", first);
  }

  private double[] buffers(TensorRole role) {
    return network.layout().tensors().stream()
        .filter(spec -> spec.role() == role)
        .mapToDouble(spec -> sum(network.array(spec.name())))
        .toArray();
  }

  private double[] perParameter(ToDoubleFunction<NDArray> number) {
    return network.parameters().stream().mapToDouble(number).toArray();
  }

  private double[] deltas() {
    List<Double> deltas = new ArrayList<>();
    for (TensorSpec spec : network.layout().parameters()) {
      double[] now = Transfer.doubles(network.array(spec.name()));
      float[] then = start.tensor(spec.name()).floats();
      double squares = 0;
      for (int i = 0; i < now.length; i++) {
        squares += (now[i] - then[i]) * (now[i] - then[i]);
      }
      deltas.add(Math.sqrt(squares));
    }
    return deltas.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private long[] shape() {
    JsonNode sizes = golden.get("input_shape");
    long[] shape = new long[sizes.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = sizes.get(i).longValue();
    }
    return shape;
  }

  private NDArray symmetric(int stream, double scale, long... shape) {
    int size = (int) StoredTensor.elements(shape);
    float[] values = GoldenHash.symmetric(seed, stream, size, scale, 0);
    return Transfer.upload(root, StoredTensor.of(values, shape), type);
  }

  private static double sum(NDArray array) {
    return DoubleStream.of(Transfer.doubles(array)).sum();
  }

  private static double norm(NDArray array) {
    return Math.sqrt(DoubleStream.of(Transfer.doubles(array)).map(v -> v * v).sum());
  }
}
