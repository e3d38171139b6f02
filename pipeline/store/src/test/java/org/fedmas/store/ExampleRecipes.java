package org.fedmas.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.Digest;
import org.fedmas.contract.config.Config;

/** A recipe with a value in every field, and variants that differ in one field. */
final class ExampleRecipes {

  static final Digest A = Digest.of("a");
  static final Digest B = Digest.of("b");

  private ExampleRecipes() {}

  static Recipe recipe() {
    return new Recipe(
        "training",
        3,
        "training/round-2/client-1",
        config(64),
        Map.of("model", List.of(A), "images", List.of(A, B)),
        Map.of("weights", B),
        Map.of("engine", "PyTorch 2", "threads", "2"));
  }

  static Config config(int batchSize) {
    return new Config(
        Map.of(
            "training.batch-size", LongNode.valueOf(batchSize),
            "training.loss", TextNode.valueOf("bsm")));
  }

  /** Returns the variants, keyed by the field that differs. */
  static Map<String, Recipe> variants() {
    Recipe r = recipe();
    Map<String, JsonNode> more = new LinkedHashMap<>(r.config().values());
    more.put("seed", LongNode.valueOf(0));
    Map<String, List<Digest>> swapped = Map.of("model", List.of(A), "images", List.of(B, A));
    Map<String, Recipe> all = new LinkedHashMap<>();
    all.put("stage", with(r, "prior", 3, r.unit()));
    all.put("version", with(r, "training", 4, r.unit()));
    all.put("unit", with(r, "training", 3, "training/round-2/client-2"));
    all.put("config.training.batch-size", with(r, config(32), r.inputs()));
    all.put("config.seed", with(r, new Config(more), r.inputs()));
    all.put("inputs.images", with(r, r.config(), swapped));
    all.put("inputs.model", with(r, r.config(), Map.of("images", List.of(A, B))));
    all.put("raw.weights", with(r, Map.of("weights", A), r.numerics()));
    all.put("numerics.threads", with(r, r.raw(), Map.of("engine", "PyTorch 2", "threads", "1")));
    all.put("numerics.engine", with(r, r.raw(), null));
    return all;
  }

  private static Recipe with(Recipe r, String stage, int version, String unit) {
    return new Recipe(stage, version, unit, r.config(), r.inputs(), r.raw(), r.numerics());
  }

  private static Recipe with(Recipe r, Config config, Map<String, List<Digest>> inputs) {
    return new Recipe("training", 3, r.unit(), config, inputs, r.raw(), r.numerics());
  }

  private static Recipe with(Recipe r, Map<String, Digest> raw, Map<String, String> numerics) {
    return new Recipe("training", 3, r.unit(), r.config(), r.inputs(), raw, numerics);
  }
}
