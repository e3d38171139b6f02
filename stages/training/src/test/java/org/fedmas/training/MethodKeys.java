package org.fedmas.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.fedmas.testkit.Golden;

/**
 * A run's configuration in fedmas's keys. A new method of {@code methods.json} needs its keys here;
 * its runs are then part of {@link MethodRunsGoldenTest}.
 *
 * @param keys key → value, as a user would write them
 * @param missing the fields that no key expresses
 */
record MethodKeys(Map<String, String> keys, List<String> missing) {

  /** The fields that {@link MethodRun} reads itself, or that the harness has in one form only. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "participants",
          "arch",
          "nesterov",
          "beta",
          "f",
          "m",
          "iterations",
          "nu",
          "limit",
          "noise",
          "creff");

  private static final Set<String> LOSSES = Set.of("CE", "BSM", "DALA");

  private static final Map<String, String> RULES =
      Map.of(
          "avg", "avg",
          "mas", "mas",
          "uniform", "uniform",
          "median", "median",
          "trimmed", "trimmed-mean",
          "krum", "krum",
          "multikrum", "multi-krum",
          "geometric", "geometric-median",
          "ga", "feddg-ga");

  /** Returns the fields of a whole configuration that no key expresses. */
  static List<String> missing(JsonNode config) {
    return of(config, 2).missing();
  }

  /**
   * Returns the keys of a whole configuration.
   *
   * @param batch images per batch
   */
  static MethodKeys of(JsonNode config, int batch) {
    MethodKeys all = new MethodKeys(new LinkedHashMap<>(), new ArrayList<>());
    all.keys.put("training.batch-size", Integer.toString(batch));
    all.keys.put("training.drop-last", "true");
    all.keys.put("aggregation.count", "full-batches");
    all.keys.put("training.clip-norm", "0");
    all.keys.put("training.terms", "[]");
    all.keys.put("training.loss-parts", "true");
    config.fields().forEachRemaining(field -> all.add(config, field.getKey(), field.getValue()));
    return all;
  }

  private void add(JsonNode config, String field, JsonNode value) {
    if (value.isNull() || ELSEWHERE.contains(field)) {
      return;
    }
    String text = value.asText();
    boolean sgd = config.get("opt").asText().equals("sgd");
    switch (field) {
      case "loss" ->
          put(LOSSES.contains(text), field, "training.loss", text.toLowerCase(Locale.ROOT));
      case "lr" -> keys.put("training.learning-rate", text);
      case "opt" -> keys.put("training.optimizer", text);
      case "momentum" -> {
        if (sgd) {
          keys.put("training.momentum", text);
          keys.put("training.nesterov", config.get("nesterov").asText());
        }
      }
      case "weight_decay" -> keys.put("training.weight-decay", text);
      case "clip" -> keys.put("training.clip-norm", text);
      case "d" -> keys.put("dala.exponent", text);
      case "step" -> {
        keys.put("feddg-ga.step", text);
        keys.put("rounds", "3");
      }
      case "epochs" -> {
        if (config.get("steps").isNull()) {
          keys.put("training.epochs", text);
        }
      }
      case "steps" -> keys.put("training.steps", text);
      case "state" -> keys.put("training.optimizer-state", text);
      case "mu" -> {
        if (value.doubleValue() > 0) {
          keys.put("training.terms", "[proximal]");
          keys.put("proximal.weight", text);
        }
      }
      case "rule" -> rule(config, text);
      case "server" -> value.fields().forEachRemaining(one -> server(one.getKey(), one.getValue()));
      case "method" -> method(text);
      case "server_lr" -> keys.put("scaffold.server-rate", text);
      case "alpha" -> keys.put("dynamic-regulariser.weight", text);
      case "alpha_by" ->
          keys.put("dynamic-regulariser.scaling", text.equals("images") ? "by-images" : "equal");
      case "tau_eff" ->
          keys.put("fednova.effective-steps", text.equals("steps") ? "counts" : "lengths");
      case "head" -> head(text);
      case "normalisation" -> keys.put("aggregation.normalisation", text);
      default -> missing.add(field);
    }
  }

  private void method(String method) {
    switch (method) {
      case "fedavg", "dp", "creff" -> {}
      case "scaffold" -> keys.put("training.terms", "[scaffold]");
      case "feddyn" -> keys.put("training.terms", "[dynamic-regulariser]");
      case "fednova" -> keys.put("aggregation.rule", "fednova");
      case "fedmas" -> {
        keys.put("training.terms", "[alignment]");
        keys.put("alignment.weight", Golden.json("rounds.json").get("free_u").asText());
        keys.put("prior.coverage", "full-batches");
      }
      case "fedrod" -> keys.put("model.head", "generic-personal");
      default -> missing.add("method");
    }
  }

  private void head(String head) {
    require(Set.of("fedavg", "aux", "etf").contains(head), "head");
    if (head.equals("etf")) {
      keys.put("model.head", "simplex");
    }
  }

  private void rule(JsonNode config, String rule) {
    put(RULES.containsKey(rule), "rule", "aggregation.rule", RULES.getOrDefault(rule, "avg"));
    if (config.has("beta")) {
      keys.put("trimmed-mean.share", config.get("beta").asText());
    }
    if (config.has("f")) {
      keys.put("krum.outliers", config.get("f").asText());
    }
    if (config.has("m")) {
      keys.put("krum.averaged", config.get("m").asText());
    }
  }

  private void server(String field, JsonNode value) {
    switch (field) {
      case "kind" -> keys.put("server.optimizer", value.asText());
      case "lr" -> keys.put("server.learning-rate", value.asText());
      case "beta1", "beta2", "tau", "nesterov" -> keys.put("server." + field, value.asText());
      default -> missing.add("server." + field);
    }
  }

  private void put(boolean expressible, String field, String key, String value) {
    require(expressible, field);
    keys.put(key, value);
  }

  private void require(boolean expressible, String field) {
    if (!expressible) {
      missing.add(field);
    }
  }
}
