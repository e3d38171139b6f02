package org.fedmas.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.fedmas.contract.Digest;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The complete inputs of one unit: equal recipes give equal bytes. A recipe contains no path, time,
 * host, runner or worker count.
 */
public final class Recipe {

  private final String stage;
  private final int version;
  private final String unit;
  private final Config config;
  private final Map<String, List<Digest>> inputs;
  private final Map<String, Digest> raw;
  private final @Nullable Map<String, String> numerics;
  private @Nullable Digest fingerprint;

  /** Creates a recipe from a stage's id and version; accessors describe the other parameters. */
  public Recipe(
      String stage,
      int version,
      String unit,
      Config config,
      Map<String, List<Digest>> inputs,
      Map<String, Digest> raw,
      @Nullable Map<String, String> numerics) {
    this.stage = stage;
    this.version = version;
    this.unit = unit;
    this.config = config;
    this.inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
    this.raw = Collections.unmodifiableMap(new TreeMap<>(raw));
    this.numerics = numerics == null ? null : Collections.unmodifiableMap(new TreeMap<>(numerics));
  }

  /** Returns the recipe of a unit. */
  public static Recipe of(
      UnitKey unit,
      int version,
      Config config,
      Map<String, List<Digest>> inputs,
      Map<String, Digest> raw,
      @Nullable Map<String, String> numerics) {
    return new Recipe(unit.stage().id(), version, unit.toString(), config, inputs, raw, numerics);
  }

  /** Returns the unit's name. */
  public String unit() {
    return unit;
  }

  /** Returns the resolved values of the keys that the stage reads. */
  public Config config() {
    return config;
  }

  /** Returns role → content digests of artifacts, in the order in which the unit reads them. */
  public Map<String, List<Digest>> inputs() {
    return inputs;
  }

  /** Returns role → digest of an input outside the store, such as source images or a checkpoint. */
  public Map<String, Digest> raw() {
    return raw;
  }

  /**
   * Returns the facts that decide floating-point results (engine, architecture, threads); null for
   * stages without tensors.
   */
  public @Nullable Map<String, String> numerics() {
    return numerics;
  }

  /** Returns the SHA-256 of the recipe's canonical JSON; computed once. */
  public Digest fingerprint() {
    Digest known = fingerprint;
    if (known == null) {
      known = Digest.of(Json.canonical(json()));
      fingerprint = known;
    }
    return known;
  }

  /** Returns the JSON form used in manifests. */
  public ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("stage", stage);
    json.put("version", version);
    json.put("unit", unit);
    json.set("config", config.json());
    // by hand, because planning writes thousands of recipes before the mapper is warm
    ObjectNode inputNode = json.putObject("inputs");
    inputs.forEach(
        (role, digests) -> {
          ArrayNode list = inputNode.putArray(role);
          digests.forEach(digest -> list.add(digest.toString()));
        });
    ObjectNode rawNode = json.putObject("raw");
    raw.forEach((role, digest) -> rawNode.put(role, digest.toString()));
    if (numerics != null) {
      json.set("numerics", Json.tree(numerics));
    }
    return json;
  }

  /** Reads the form that {@link #json()} returns. */
  public static Recipe of(JsonNode json) {
    Map<String, List<Digest>> inputs =
        map(
            json.required("inputs"),
            list -> StreamSupport.stream(list.spliterator(), false).map(Recipe::digest).toList());
    Map<String, Digest> raw = map(json.required("raw"), Recipe::digest);
    return new Recipe(
        json.required("stage").textValue(),
        json.required("version").intValue(),
        json.required("unit").textValue(),
        Config.of(json.required("config")),
        inputs,
        raw,
        json.has("numerics") ? map(json.get("numerics"), JsonNode::textValue) : null);
  }

  private static <T> Map<String, T> map(JsonNode fields, Function<JsonNode, T> value) {
    Map<String, T> map = new TreeMap<>();
    fields.fields().forEachRemaining(one -> map.put(one.getKey(), value.apply(one.getValue())));
    return map;
  }

  private static Digest digest(JsonNode text) {
    return Digest.parse(text.textValue());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Recipe recipe && recipe.fingerprint().equals(fingerprint());
  }

  @Override
  public int hashCode() {
    return fingerprint().hashCode();
  }

  @Override
  public String toString() {
    return json().toString();
  }
}
