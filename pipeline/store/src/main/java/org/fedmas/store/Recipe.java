package org.fedmas.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /**
   * Creates a recipe.
   *
   * @param stage the stage's id
   * @param version the stage's version
   * @param unit the unit's name
   * @param config the resolved values of the keys that the stage reads
   * @param inputs role → content digests of artifacts, in the order in which the unit reads them
   * @param raw role → digest of an input that is not an artifact, such as source images or a
   *     checkpoint
   * @param numerics facts that decide floating-point results (engine, architecture, threads); null
   *     for stages without tensors
   */
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

  /** Returns the stage's id. */
  public String stage() {
    return stage;
  }

  /** Returns the stage's version. */
  public int version() {
    return version;
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

  /** Returns role → digest of an input that is not an artifact. */
  public Map<String, Digest> raw() {
    return raw;
  }

  /** Returns the facts that decide floating-point results; null for stages without tensors. */
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
    Map<String, List<Digest>> inputs = new TreeMap<>();
    json.required("inputs")
        .fields()
        .forEachRemaining(
            role -> {
              List<Digest> digests = new java.util.ArrayList<>();
              role.getValue().forEach(text -> digests.add(Digest.parse(text.textValue())));
              inputs.put(role.getKey(), List.copyOf(digests));
            });
    Map<String, Digest> raw = new TreeMap<>();
    json.required("raw")
        .fields()
        .forEachRemaining(
            role -> raw.put(role.getKey(), Digest.parse(role.getValue().textValue())));
    Map<String, String> numerics = null;
    if (json.has("numerics")) {
      Map<String, String> read = new TreeMap<>();
      json.get("numerics")
          .fields()
          .forEachRemaining(field -> read.put(field.getKey(), field.getValue().textValue()));
      numerics = read;
    }
    return new Recipe(
        json.required("stage").textValue(),
        json.required("version").intValue(),
        json.required("unit").textValue(),
        Config.of(json.required("config")),
        inputs,
        raw,
        numerics);
  }

  /** Returns whether both recipes have the same fingerprint. */
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
