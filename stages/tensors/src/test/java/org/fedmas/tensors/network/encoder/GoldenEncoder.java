package org.fedmas.tensors.network.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.GoldenHash;

/**
 * An encoder of {@code vit.json} with its closed-form state.
 *
 * @param node its entry in the file
 * @param state the tensors that features depend on
 * @param others the published tensors that no feature depends on
 */
record GoldenEncoder(
    String name, JsonNode node, VisionTransformer encoder, ModelState state, ModelState others) {

  static final String FILE = "vit.json";
  static final JsonNode GOLDEN = Golden.json(FILE);

  /** Kinds of tensors that CLIP's files hold in half precision. */
  private static final Set<String> HALF = Set.of("weight", "bias");

  private static final long SEED = GOLDEN.get("seed").longValue();

  static GoldenEncoder of(String name) {
    JsonNode node = GOLDEN.get("encoders").get(name);
    VisionTransformer encoder = encoder(name, node.get("config"));
    Set<String> used = new HashSet<>();
    encoder.layout().tensors().forEach(spec -> used.add(spec.name()));
    Map<String, StoredTensor> own = new LinkedHashMap<>();
    Map<String, StoredTensor> others = new LinkedHashMap<>();
    JsonNode dict = node.get("state_dict");
    for (int i = 0; i < dict.size(); i++) {
      String tensor = dict.get(i).get(0).asText();
      long[] shape = shape(dict.get(i));
      StoredTensor values =
          StoredTensor.of(
              GoldenHash.tensor(
                  dict.get(i).get(2).asText(),
                  shape,
                  SEED,
                  node.get("stream_base").longValue() + i),
              shape);
      (used.contains(tensor) ? own : others).put(tensor, values);
    }
    return new GoldenEncoder(name, node, encoder, new ModelState(own), new ModelState(others));
  }

  private static long[] shape(JsonNode entry) {
    int[] sizes = Golden.integers(entry.get(1));
    long[] shape = new long[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      shape[i] = sizes[i];
    }
    return shape;
  }

  private static VisionTransformer encoder(String name, JsonNode config) {
    TransformerFamily family =
        switch (config.get("family").asText()) {
          case "dino" -> TransformerFamily.DINO;
          case "dinov2" ->
              config.get("registers").intValue() > 0
                  ? TransformerFamily.DINOV2_REGISTERS
                  : TransformerFamily.DINOV2;
          case "clip" -> TransformerFamily.CLIP;
          default -> throw new IllegalArgumentException(config.get("family").asText());
        };
    return new VisionTransformer(
        name,
        family,
        config.get("patch").intValue(),
        config.get("dim").intValue(),
        config.get("depth").intValue(),
        config.get("heads").intValue(),
        config.get("native").intValue(),
        config.get("out").intValue());
  }

  /** Returns the values of a published tensor, whether features depend on it or not. */
  float[] values(String tensor) {
    StoredTensor own = state.tensors().get(tensor);
    return (own == null ? others.tensors().get(tensor) : own).floats();
  }

  /** Returns names, shapes in lines, without tensors that no feature depends on. */
  List<String> wantedLayout() {
    List<String> lines = new ArrayList<>();
    for (JsonNode entry : node.get("state_dict")) {
      if (!others.names().contains(entry.get(0).asText())) {
        lines.add(entry.get(0).asText() + " " + List.of(entry.get(1).toString()));
      }
    }
    return lines;
  }

  /** Returns the state with the named tensors times a power of two. */
  ModelState scaled(JsonNode names, float factor) {
    Set<String> chosen = new HashSet<>();
    names.forEach(one -> chosen.add(one.asText()));
    return changed(chosen, value -> value * factor);
  }

  /** Returns the state with weights and biases rounded to half precision. */
  ModelState halved() {
    Set<String> chosen = new HashSet<>();
    for (JsonNode entry : node.get("state_dict")) {
      if (HALF.contains(entry.get(2).asText())) {
        chosen.add(entry.get(0).asText());
      }
    }
    return changed(chosen, GoldenEncoder::half);
  }

  private ModelState changed(Set<String> names, DoubleUnaryOperator change) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>(state.tensors());
    for (String one : names) {
      StoredTensor tensor = state.tensors().get(one);
      if (tensor != null) {
        float[] values = tensor.floats();
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) change.applyAsDouble(values[i]);
        }
        tensors.put(one, StoredTensor.of(values, tensor.shape()));
      }
    }
    return new ModelState(tensors);
  }

  /** Returns the nearest value with a fraction of ten bits, ties to even. */
  private static double half(double value) {
    double step = Math.scalb(1.0, Math.max(-14, Math.getExponent(value)) - 10);
    return Math.rint(value / step) * step;
  }

  /** Returns the golden images of a size such as {@code 96x64}, [2, 3, rows, columns]. */
  static StoredTensor images(String size) {
    String[] sides = size.split("x");
    int rows = Integer.parseInt(sides[0]);
    int columns = Integer.parseInt(sides[1]);
    return StoredTensor.of(
        GoldenHash.symmetric(
            SEED,
            GOLDEN.get("input_stream").longValue(),
            2 * 3 * rows * columns,
            GOLDEN.get("input_scale").doubleValue(),
            0),
        2,
        3,
        rows,
        columns);
  }
}
