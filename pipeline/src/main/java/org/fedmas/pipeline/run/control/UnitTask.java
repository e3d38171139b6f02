package org.fedmas.pipeline.run.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.CheckpointInterval;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.json.Json;
import org.fedmas.store.Recipe;

/**
 * A unit to compute, as sent to a worker: keys, digests and folders, never pixels or tensors.
 *
 * @param inputs role → artifacts, in the recipe's order
 * @param store the folder or address of the artifacts
 * @param data the folder of the raw inputs
 * @param control the folder or address of the {@link RunControl}
 * @param checkpoints the checkpoint interval of long units
 */
public record UnitTask(
    UnitKey key,
    ArtifactKind kind,
    Recipe recipe,
    Map<String, List<ArtifactRef>> inputs,
    String store,
    Path data,
    String control,
    CheckpointInterval checkpoints) {

  public UnitTask {
    inputs = java.util.Collections.unmodifiableMap(new TreeMap<>(inputs));
  }

  public ArtifactRef ref() {
    return new ArtifactRef(kind, recipe.fingerprint());
  }

  /** Returns the task as one line of JSON. */
  public String encode() {
    ObjectNode json = Json.object();
    json.put("stage", key.stage().id());
    Round round = key.round();
    if (round != null) {
      json.put("round", round.number());
    }
    ClientId client = key.client();
    if (client != null) {
      json.put("client", client.number());
    }
    json.put("part", key.part());
    json.put("kind", kind.folder());
    json.set("recipe", recipe.json());
    ObjectNode inputNode = json.putObject("inputs");
    inputs.forEach(
        (role, refs) -> {
          ArrayNode list = inputNode.putArray(role);
          refs.forEach(ref -> list.add(ref.path()));
        });
    json.put("store", store);
    json.put("data", data.toString());
    json.put("control", control);
    json.put("checkpoints", checkpoints.toString());
    return json.toString();
  }

  /** Parses the text of {@link #encode()}. */
  public static UnitTask decode(String text) {
    JsonNode json;
    try {
      json = Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a unit task: " + text, e);
    }
    UnitKey key =
        new UnitKey(
            StageName.of(json.required("stage").textValue()).orElseThrow(),
            json.has("round") ? new Round(json.get("round").intValue()) : null,
            json.has("client") ? new ClientId(json.get("client").intValue()) : null,
            json.path("part").textValue());
    Map<String, List<ArtifactRef>> inputs = new TreeMap<>();
    json.required("inputs")
        .fields()
        .forEachRemaining(
            role -> {
              List<ArtifactRef> refs = new ArrayList<>();
              role.getValue().forEach(path -> refs.add(ArtifactRef.parse(path.textValue())));
              inputs.put(role.getKey(), List.copyOf(refs));
            });
    return new UnitTask(
        key,
        ArtifactKind.ofFolder(json.required("kind").textValue()),
        Recipe.of(json.required("recipe")),
        inputs,
        json.required("store").textValue(),
        Path.of(json.required("data").textValue()),
        json.required("control").textValue(),
        CheckpointInterval.parse(json.required("checkpoints").textValue()));
  }
}
