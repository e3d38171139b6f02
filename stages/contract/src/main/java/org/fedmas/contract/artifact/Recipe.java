package org.fedmas.contract.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.Json;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * What one unit is to be built from, in full: equal recipes give equal bytes. Holds no path, time,
 * host, runner or worker count.
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
public record Recipe(
    String stage,
    int version,
    String unit,
    Config config,
    Map<String, List<Digest>> inputs,
    Map<String, Digest> raw,
    @Nullable Map<String, String> numerics) {

  public Recipe {
    inputs = java.util.Collections.unmodifiableMap(new TreeMap<>(inputs));
    raw = java.util.Collections.unmodifiableMap(new TreeMap<>(raw));
    numerics =
        numerics == null ? null : java.util.Collections.unmodifiableMap(new TreeMap<>(numerics));
  }

  /** A recipe for that unit. */
  public static Recipe of(
      UnitKey unit,
      int version,
      Config config,
      Map<String, List<Digest>> inputs,
      Map<String, Digest> raw,
      @Nullable Map<String, String> numerics) {
    return new Recipe(unit.stage().id(), version, unit.toString(), config, inputs, raw, numerics);
  }

  /** SHA-256 over the canonical JSON of all of it. */
  public Digest fingerprint() {
    return Digest.of(Json.canonical(json()));
  }

  /** The form that manifests hold. */
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
}
