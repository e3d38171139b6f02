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
 * What one unit is to be built from, in full: equal recipes give equal bytes. Holds no path, time,
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
   * @param config the keys that the stage reads, resolved
   * @param inputs role → content digests of artifacts, in the order in which the unit reads them
   * @param raw role → digest of an input that is no artifact, such as source images or a checkpoint
   * @param numerics what decides floating-point results (engine, architecture, threads); null for
   *     stages that run no tensors
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

  /** Returns a recipe for that unit. */
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

  /** Returns the keys that the stage reads, resolved. */
  public Config config() {
    return config;
  }

  /** Role → content digests of artifacts, in the order in which the unit reads them. */
  public Map<String, List<Digest>> inputs() {
    return inputs;
  }

  /** Role → digest of an input that is no artifact. */
  public Map<String, Digest> raw() {
    return raw;
  }

  /** What decides floating-point results; null for stages that run no tensors. */
  public @Nullable Map<String, String> numerics() {
    return numerics;
  }

  /** SHA-256 over the canonical JSON of all of it; taken once. */
  public Digest fingerprint() {
    Digest known = fingerprint;
    if (known == null) {
      known = Digest.of(Json.canonical(json()));
      fingerprint = known;
    }
    return known;
  }

  /** Returns the form that manifests hold. */
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

  /** Reads the form of {@link #json()}. */
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

  /** Returns whether both say the same, and so have the same fingerprint. */
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
