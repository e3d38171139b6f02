package org.fedmas.pipeline.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.json.Json;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.store.Manifest;
import org.fedmas.store.file.DurableFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCrateTest {

  @TempDir Path folder;
  private JsonNode crate;
  private Manifest model;
  private final Map<String, JsonNode> entities = new HashMap<>();

  @BeforeEach
  void twoUnits() throws Exception {
    ExampleStore example = ExampleStore.in(folder);
    Manifest index = example.commit(ArtifactKind.IMAGE_INDEX, "preprocess/index");
    model = example.commit(ArtifactKind.GLOBAL_MODEL, "aggregation/round-1", index);
    Path run = RunFolder.runs(folder).resolve("tiny");
    Files.createDirectories(run);
    new RunRecord(
            RunRecord.FORMAT,
            "tiny",
            "/home/someone/tiny.yaml",
            "/home/someone/data",
            Json.object().put("seed", 0).put("model.weights", "/home/someone/start.pth"),
            Map.of("fedmas", "0.3.0"),
            "2026-01-01T00:00:00Z",
            "2026-01-01T01:00:00Z",
            1.0,
            2,
            0,
            List.of(),
            Map.of(),
            List.of(unit("preprocess/index", index), unit("aggregation/round-1", model)))
        .write(run, DurableFiles.local());
    crate = new RunCrate(example.lineage(), "tiny").json();
    crate.get("@graph").forEach(entity -> entities.put(entity.get("@id").asText(), entity));
  }

  private static RunRecord.Unit unit(String name, Manifest manifest) {
    return new RunRecord.Unit(name, manifest.ref().toString(), manifest.content().toString());
  }

  @Test
  void hasThePropertiesThatTheProfilesRequire() throws Exception {
    JsonNode required;
    try (InputStream in = RunCrateTest.class.getResourceAsStream("run-crate-required.json")) {
      required = Json.mapper().readTree(in);
    }
    assertThat(crate.get("@context")).isEqualTo(required.get("@context"));
    required
        .get("entities")
        .fields()
        .forEachRemaining(
            entity ->
                entity
                    .getValue()
                    .forEach(
                        property ->
                            assertThat(entities.get(entity.getKey()).has(property.asText()))
                                .as("%s of %s", property, entity.getKey())
                                .isTrue()));
    required
        .get("types")
        .fields()
        .forEachRemaining(
            type ->
                entities.values().stream()
                    .filter(entity -> entity.get("@type").toString().contains(type.getKey()))
                    .forEach(
                        entity ->
                            type.getValue()
                                .forEach(
                                    property ->
                                        assertThat(entity.has(property.asText()))
                                            .as("%s of %s", property, entity)
                                            .isTrue())));
  }

  @Test
  void everyReferenceWithinTheCrateIsAnEntity() {
    Set<String> references = new HashSet<>();
    crate.get("@graph").forEach(entity -> entity.forEach(value -> collect(value, references)));
    references.removeIf(id -> id.startsWith("http"));
    assertThat(entities.keySet()).containsAll(references);
  }

  private static void collect(JsonNode value, Set<String> references) {
    if (value.isObject()) {
      references.add(value.get("@id").asText());
    }
    if (value.isArray()) {
      value.forEach(child -> collect(child, references));
    }
  }

  @Test
  void unitsAreActionsThatReadFilesOfOthers() {
    JsonNode action = entities.get("#unit/aggregation/round-1");
    assertThat(action.at("/instrument/@id").asText()).isEqualTo("#stage/aggregation");
    assertThat(action.get("object").toString()).contains("image-indexes/").contains("#value/seed");
    assertThat(action.at("/result/0/@id").asText()).contains("global-models/").endsWith("/data");
  }

  @Test
  void filesHaveTheDigestsOfTheManifest() {
    JsonNode file = entities.get("urn:fedmas:" + model.ref() + "/data");
    assertThat(file.get("sha256").asText()).isEqualTo(model.files().get(0).sha256().hex());
    assertThat(file.get("contentSize").asText())
        .isEqualTo(Long.toString(model.files().get(0).size()));
  }

  @Test
  void pathsLoseTheirFolders() {
    assertThat(crate.toString()).doesNotContain("someone").contains("start.pth");
  }

  @Test
  void equalRunsGiveEqualBytes() {
    assertThat(new RunCrate(Lineage.of(folder), "tiny").json().toString())
        .isEqualTo(crate.toString());
  }
}
