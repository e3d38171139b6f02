package org.fedmas.tensors.network.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.fedmas.images.prepare.Normalisation;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.config.BackboneCheckpoint;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;

/** Comparisons with {@code vit.json}, shared by the tests of small and of all encoders. */
final class EncoderComparison {

  private static final String FILE = GoldenEncoder.FILE;
  private static final JsonNode GOLDEN = GoldenEncoder.GOLDEN;

  /** Numbers of the golden file are rounded to nine digits. */
  private static final double DIGITS = 1e-8;

  private EncoderComparison() {}

  static List<String> names() {
    List<String> names = new ArrayList<>();
    GOLDEN.get("encoders").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Compares every stage of an encoder at every size. */
  static void everyLayerOfAnEncoder(String name) {
    GoldenEncoder golden = GoldenEncoder.of(name);
    compareState(golden);
    try (NDManager root = TensorEngine.newManager(ComputeDevice.CPU);
        Autograd.Recording off = Autograd.paused()) {
      TransformerEncoder layers = layers(golden, golden.state(), root);
      golden
          .node()
          .get("sizes")
          .fields()
          .forEachRemaining(
              size -> compareSize(golden, layers, size.getKey(), size.getValue(), root));
    }
  }

  /** Compares features under weights that are scaled down, or rounded to half precision. */
  static void changedWeights(String name) {
    GoldenEncoder golden = GoldenEncoder.of(name);
    try (NDManager root = TensorEngine.newManager(ComputeDevice.CPU);
        Autograd.Recording off = Autograd.paused()) {
      JsonNode small = golden.node().get("small_stream");
      if (small != null) {
        ModelState state = golden.scaled(small.get("times_2_to_minus_9"), 0x1p-9f);
        compareFeature(golden, state, small, name + " small_stream", root);
      }
      JsonNode half = golden.node().get("half_weights");
      if (half != null) {
        compareFeature(golden, golden.halved(), half, name + " half_weights", root);
      }
    }
  }

  /** Compares the interpolation of one axis under each rule. */
  static void interpolationMatrices() {
    for (JsonNode one : GOLDEN.get("interpolation")) {
      String rule = one.get("rule").asText();
      int from = one.get("from").intValue();
      int to = one.get("to").intValue();
      double[][] ours =
          PositionRule.valueOf(rule.replace('-', '_').toUpperCase(Locale.ROOT)).matrix(from, to);
      for (int i = 0; i < to; i++) {
        double[] wanted = new double[from];
        double[] weights = Golden.numbers(one.get("rows").get(i).get(1));
        System.arraycopy(
            weights, 0, wanted, one.get("rows").get(i).get(0).intValue(), weights.length);
        Parity.close(
            FILE, "%s %s to %s row %s".formatted(rule, from, to, i), ours[i], wanted, 1e-11);
      }
    }
  }

  /** Compares means and deviations of pixels. */
  static void normalisations() {
    Map<String, Normalisation> ours =
        Map.of("imagenet", Normalisation.IMAGENET, "clip", Normalisation.CLIP);
    GOLDEN
        .get("preprocess")
        .get("mean_std")
        .fields()
        .forEachRemaining(
            entry -> {
              Normalisation found = ours.get(entry.getKey());
              for (int c = 0; c < 3; c++) {
                String name = entry.getKey() + " channel " + c;
                double mean = entry.getValue().get("mean").get(c).doubleValue();
                double deviation = entry.getValue().get("std").get(c).doubleValue();
                Parity.close(FILE, name + " mean", found.mean(c), mean, 0);
                Parity.close(FILE, name + " deviation", found.deviation(c), deviation, 0);
              }
            });
  }

  /** Compares the features of the image tower in TorchScript archives. */
  static void clipArchives() {
    JsonNode archive = GOLDEN.get("clip_archive");
    GoldenEncoder golden = GoldenEncoder.of("tiny-clip");
    for (JsonNode listed : archive.get("files")) {
      Path file = archive(listed.asText());
      ModelState state = BackboneCheckpoint.read(file, golden.encoder());
      try (NDManager root = TensorEngine.newManager(ComputeDevice.CPU);
          Autograd.Recording off = Autograd.paused()) {
        double[] ours = feature(golden, state, "64x64", root);
        double[] wanted = Golden.numbers(archive.get("feature_64x64_of_the_visual_tower"));
        Parity.close(FILE, listed.asText(), ours, wanted, 1e-5 * largest(wanted));
      }
    }
  }

  private static Path archive(String listed) {
    Path beside = Golden.folder().resolve("clip").resolve(Path.of(listed).getFileName());
    return Files.exists(beside) ? beside : Golden.folder().resolve(listed);
  }

  private static void compareState(GoldenEncoder golden) {
    compareGenerator(golden);
    List<String> ours =
        golden.encoder().layout().tensors().stream()
            .map(spec -> spec.name() + " " + List.of(spec.shape().toString().replace(" ", "")))
            .toList();
    Parity.holds(FILE, golden.name() + " layout", ours.equals(golden.wantedLayout()));
    JsonNode config = golden.node().get("config");
    TransformerFamily family = golden.encoder().family();
    Parity.close(
        FILE, golden.name() + " eps", family.epsilon(), config.get("eps").doubleValue(), 0);
    Parity.holds(
        FILE,
        golden.name() + " rule",
        config
            .get("rule")
            .asText()
            .equals(family.positionRule().name().toLowerCase(Locale.ROOT).replace('_', '-')));
    assertThat(golden.encoder().features())
        .isEqualTo(golden.node().get("feature_width").intValue());
  }

  /** Compares the closed-form values themselves, before what is computed from them. */
  private static void compareGenerator(GoldenEncoder golden) {
    JsonNode dict = golden.node().get("state_dict");
    double[] sums = new double[dict.size()];
    float[] first = {};
    for (int i = 0; i < sums.length; i++) {
      float[] values = golden.values(dict.get(i).get(0).asText());
      first = i == 0 ? values : first;
      for (float value : values) {
        sums[i] += value;
      }
    }
    Parity.close(
        FILE,
        golden.name() + " entry_sums",
        sums,
        Golden.numbers(golden.node().get("entry_sums")),
        1e-6);
    double[] wanted = Golden.numbers(golden.node().get("first_entry_values"));
    double[] ours = new double[wanted.length];
    for (int i = 0; i < ours.length; i++) {
      ours[i] = first[i];
    }
    Parity.close(FILE, golden.name() + " first_entry_values", ours, wanted, DIGITS);
  }

  private static void compareInput(String name, String size, JsonNode node) {
    double sum = 0;
    for (float value : GoldenEncoder.images(size).floats()) {
      sum += value;
    }
    Parity.close(FILE, name + " input_sum", sum, node.get("input_sum").doubleValue(), 1e-5);
  }

  private static void compareSize(
      GoldenEncoder golden, TransformerEncoder layers, String size, JsonNode node, NDManager root) {
    String name = golden.name() + " " + size;
    compareInput(name, size, node);
    if (node.hasNonNull("multiply_adds")) {
      String[] sides = size.split("x");
      double ours =
          golden.encoder().multiplyAdds(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
      double wanted = node.get("multiply_adds").doubleValue();
      Parity.close(FILE, name + " multiply_adds", ours, wanted, 0);
    }
    try (NDManager scope = root.newSubManager()) {
      NDArray x = Transfer.upload(scope, GoldenEncoder.images(size), DataType.FLOAT32);
      Map<String, NDArray> stages = EncoderStages.of(golden, layers, golden.state(), x, scope);
      node.get("stages")
          .fields()
          .forEachRemaining(
              stage -> {
                NDArray array = stages.get(stage.getKey());
                StageComparison ours = comparison(name, stage.getKey(), array, node);
                ours.compare(stage.getValue());
                if (node.path("whole_of_sample0").has(stage.getKey())) {
                  ours.compareWhole(node.get("whole_of_sample0").get(stage.getKey()));
                }
              });
      NDArray feature = layers.features(x);
      StageComparison ours = comparison(name, "feature", feature, node);
      compareFeatureDigest(ours, feature, node);
    }
  }

  private static StageComparison comparison(
      String name, String stage, NDArray array, JsonNode node) {
    return new StageComparison(
        name + " " + stage,
        Transfer.floats(array),
        array.getShape().getShape(),
        tolerance(node.get("f32_dev").get(stage)));
  }

  private static void compareFeatureDigest(StageComparison ours, NDArray feature, JsonNode node) {
    ObjectNode digest = new ObjectMapper().createObjectNode();
    digest.set("sum", node.get("feature_sum"));
    digest.set("norm", node.get("feature_norm"));
    digest.set("first8", node.get("feature_first8"));
    ours.compare(digest);
    if (node.has("feature")) {
      double[] wanted = Golden.numbers(node.get("feature"));
      Parity.close(
          FILE, ours.name() + " whole", Transfer.doubles(feature), wanted, ours.tolerance());
    }
  }

  private static void compareFeature(
      GoldenEncoder golden, ModelState state, JsonNode node, String name, NDManager root) {
    double[] ours = feature(golden, state, node.get("size").asText(), root);
    double[] wanted = Golden.numbers(node.get("feature"));
    double tolerance =
        node.has("f32_dev")
            ? tolerance(node.get("f32_dev").get("feature"))
            : 1e-5 * largest(wanted);
    Parity.close(FILE, name, ours, wanted, tolerance);
  }

  private static double[] feature(
      GoldenEncoder golden, ModelState state, String size, NDManager root) {
    try (NDManager scope = root.newSubManager()) {
      NDArray x = Transfer.upload(scope, GoldenEncoder.images(size), DataType.FLOAT32);
      return Transfer.doubles(layers(golden, state, scope).features(x));
    }
  }

  private static TransformerEncoder layers(
      GoldenEncoder golden, ModelState state, NDManager manager) {
    return TransformerEncoder.of(golden.encoder(), state, ChannelMap.none(), manager);
  }

  private static double tolerance(JsonNode deviation) {
    return DIGITS
        + Math.max(
            1e-5 * deviation.get("scale").doubleValue(), 10 * deviation.get("abs").doubleValue());
  }

  private static double largest(double[] values) {
    return DoubleStream.of(values).map(Math::abs).max().orElse(0);
  }
}
