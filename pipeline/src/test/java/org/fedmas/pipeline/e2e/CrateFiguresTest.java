package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.fedmas.contract.Digest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests every figure of a real run's crate against the run record and the files of the store. */
@Tag("soak")
@ExtendWith(ReferenceRun.class)
class CrateFiguresTest {

  private static final Pattern DIGIT = Pattern.compile("\\d");
  private static final String FILE = "urn:fedmas:";
  private static final String VALUE = "#value/";
  private static final String UNIT = "#unit/";

  @TempDir Path folder;

  private final Map<String, JsonNode> entities = new HashMap<>();
  private JsonNode record = new ObjectMapper().createObjectNode();

  private void read(ReferenceRun.Done done) throws Exception {
    Path file = folder.resolve("crate.json");
    Launcher.in(done.run().folder())
        .run(
            "lineage",
            "export",
            "--artifacts",
            "artifacts",
            "--run",
            done.run().name(),
            "--to",
            file.toString())
        .exits(0);
    new ObjectMapper()
        .readTree(file.toFile())
        .get("@graph")
        .forEach(entity -> entities.put(entity.get("@id").asText(), entity));
    record = new ObjectMapper().readTree(done.run().result("run.json").toFile());
  }

  @Test
  void filesHaveTheSizesAndChecksumsOfTheStore(ReferenceRun.Done done) throws Exception {
    read(done);
    int files = 0;
    for (String id : entities.keySet()) {
      if (id.startsWith(FILE)) {
        Path file = done.run().artifacts().folder().resolve(id.substring(FILE.length()));
        assertThat(entities.get(id).get("contentSize").asText())
            .isEqualTo(Long.toString(Files.size(file)));
        assertThat(entities.get(id).get("sha256").asText()).isEqualTo(Digest.of(file).hex());
        files++;
      }
    }
    assertThat(files).isGreaterThan(done.units());
  }

  @Test
  void valuesAreThoseOfTheConfiguration(ReferenceRun.Done done) throws Exception {
    read(done);
    Set<String> keys = new HashSet<>();
    record
        .get("config")
        .fields()
        .forEachRemaining(
            key -> {
              keys.add(VALUE + key.getKey());
              JsonNode given = key.getValue();
              assertThat(entities.get(VALUE + key.getKey()).get("value").asText())
                  .isEqualTo(given.isValueNode() ? given.asText() : given.toString());
            });
    assertThat(entities.keySet().stream().filter(id -> id.startsWith(VALUE)))
        .containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void unitsAreThoseOfTheRecord(ReferenceRun.Done done) throws Exception {
    read(done);
    Set<String> units = new HashSet<>();
    record.get("units").forEach(unit -> units.add(UNIT + unit.get("unit").asText()));

    assertThat(entities.keySet().stream().filter(id -> id.startsWith(UNIT)))
        .containsExactlyInAnyOrderElementsOf(units);
  }

  /** Checks that no other entity has a figure but times, versions and names of the run. */
  @Test
  void noOtherEntityHasAFigure(ReferenceRun.Done done) throws Exception {
    read(done);
    Set<String> known =
        Set.of(
            record.get("started").asText(),
            record.get("finished").asText(),
            record.at("/environment/fedmas").asText());
    for (JsonNode entity : entities.values()) {
      String id = entity.get("@id").asText();
      if (id.startsWith(FILE) || id.startsWith(VALUE)) {
        continue;
      }
      entity
          .fields()
          .forEachRemaining(
              field -> {
                String text = field.getValue().asText();
                boolean figure = field.getValue().isValueNode() && DIGIT.matcher(text).find();
                if (figure && !id.contains(text) && !field.getKey().startsWith("@")) {
                  assertThat(known).as("%s of %s", field.getKey(), id).contains(text);
                }
              });
    }
  }
}
