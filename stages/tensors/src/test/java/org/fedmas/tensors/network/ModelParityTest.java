package org.fedmas.tensors.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every model of models.json: outputs, loss, buffers, gradients, three steps per optimiser. */
class ModelParityTest {

  private static final String FILE = "models.json";

  /**
   * The tolerance of float32 in addition to the reference's own float32 deviation, relative to the
   * largest value. Outputs are continuous in the weights; gradients are not. If an activation is
   * within rounding of zero, the rectifier opens in only one of two runs, and the following steps
   * diverge, most of all adaptive ones. Float64 is compared with the stated tolerance alone.
   */
  private static final double FLOAT32_OUTPUTS = 1e-4;

  private static final double FLOAT32_AFTER_BACKWARD = 5e-2;

  private static final Pattern PER_PARAMETER =
      Pattern.compile("(grad|adam|adamw|sgd)[.](sum|norm|delta_norm)");

  static Stream<String> models() {
    List<String> names = new ArrayList<>();
    Golden.json(FILE).get("models").fieldNames().forEachRemaining(names::add);
    return names.stream();
  }

  static Stream<String> smallModels() {
    JsonNode models = Golden.json(FILE).get("models");
    List<String> small =
        models().filter(name -> models.get(name).get("arch").asText().equals("resnet8")).toList();
    // other folders may have no small models; then one model is used
    return small.isEmpty() ? models().limit(1) : small.stream();
  }

  @ParameterizedTest
  @MethodSource("smallModels")
  void smallModelsInFloat64(String model) {
    compare(model, DataType.FLOAT64);
  }

  @ParameterizedTest
  @MethodSource("smallModels")
  void smallModelsInFloat32(String model) {
    compare(model, DataType.FLOAT32);
  }

  @ParameterizedTest
  @MethodSource("models")
  @Tag("parity")
  void everyModelInFloat64(String model) {
    compare(model, DataType.FLOAT64);
  }

  @ParameterizedTest
  @MethodSource("models")
  @Tag("parity")
  void everyModelInFloat32(String model) {
    compare(model, DataType.FLOAT32);
  }

  private static void compare(String model, DataType type) {
    JsonNode file = Golden.json(FILE);
    JsonNode golden = file.get("models").get(model);
    Map<String, double[]> ours;
    try (NDManager root = TensorEngine.newManager(ComputeDevice.CPU)) {
      ours = GoldenModelRun.of(golden, file.get("seed").longValue(), root, type);
    }
    int[] solid = solid(golden);
    ours.forEach((key, values) -> compare(model, type, golden, solid, key, values));
    assertThat(ours.keySet()).containsAll(keys(golden.get("f32_dev")));
  }

  private static void compare(
      String model, DataType type, JsonNode golden, int[] solid, String key, double[] values) {
    double[] wanted = Golden.numbers(golden.at("/" + key.replace('.', '/')));
    double[] found = values;
    if (PER_PARAMETER.matcher(key).matches()) {
      wanted = pick(wanted, solid);
      found = pick(found, solid);
    }
    double tolerance = tolerance(golden.get("f32_dev"), key, wanted, type);
    String name = model + " " + type.name().toLowerCase(Locale.ROOT) + " " + key;
    Parity.close(FILE, name, found, wanted, tolerance);
  }

  private static double tolerance(JsonNode deviations, String key, double[] wanted, DataType type) {
    double scale = DoubleStream.of(wanted).map(Math::abs).max().orElse(0);
    JsonNode deviation = deviations.get(key);
    if (deviation == null) {
      return 1e-6 * Math.max(1, scale);
    }
    double tolerance =
        Math.max(
            1e-5 * deviation.get("scale").doubleValue(), 10 * deviation.get("abs").doubleValue());
    return type == DataType.FLOAT32 ? Math.max(tolerance, float32Share(key) * scale) : tolerance;
  }

  private static double float32Share(String key) {
    if (key.startsWith("buffers.")) {
      return 0;
    }
    boolean output = key.startsWith("eval.") || key.startsWith("train.") || key.equals("loss");
    return output ? FLOAT32_OUTPUTS : FLOAT32_AFTER_BACKWARD;
  }

  /** Returns the parameters whose gradient is neither missing nor zero in exact arithmetic. */
  private static int[] solid(JsonNode golden) {
    Backbone backbone = GoldenModels.backbone(golden.get("arch").asText());
    Head head = GoldenModels.head(golden.get("head").asText(), golden.get("aux_dim"));
    int classes = golden.get("eval").get("logits").get(0).size();
    List<TensorSpec> parameters = head.layout(backbone, classes).parameters();
    Set<String> skipped = new LinkedHashSet<>();
    golden.get("zero_gradient").forEach(name -> skipped.add(name.asText()));
    golden.get("unused").forEach(name -> skipped.add(name.asText()));
    return IntStream.range(0, parameters.size())
        .filter(i -> !skipped.contains(parameters.get(i).name()))
        .toArray();
  }

  private static double[] pick(double[] values, int[] indexes) {
    return IntStream.of(indexes).mapToDouble(i -> values[i]).toArray();
  }

  private static Set<String> keys(JsonNode object) {
    Set<String> keys = new LinkedHashSet<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}
